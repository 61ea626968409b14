import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { firstTransactions, hasPairs, readTrace, spliceOf } from './trace.ts'

async function read(content: string | Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-trace-test-'))
  try {
    await writeFile(join(folder, 'trace'), content)
    return await readTrace(join(folder, 'trace'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const sequential = {
  startContent: 'ab😀c',
  endContent: 'xa😀',
  txns: [
    {
      time: '',
      patches: [
        [0, 0, 'x'],
        [2, 1, ''],
      ],
    },
    { time: '', patches: [[3, 1, '']] },
  ],
}
const concurrent = {
  kind: 'concurrent',
  endContent: 'ab',
  numAgents: 2,
  txns: [
    { parents: [], agent: 0, patches: [[0, 0, 'a']] },
    { parents: [0], agent: 1, patches: [[1, 0, 'b']] },
  ],
}

test('a sequential trace, plain and with gzip', async () => {
  const trace = await read(JSON.stringify(sequential))
  expect(trace).toMatchObject({ agents: 1, concurrent: false, startContent: 'ab😀c', endContent: 'xa😀' })
  expect(trace.transactions.map(({ parents }) => parents)).toEqual([[], [0]])
  expect(await read(gzipSync(JSON.stringify(sequential)))).toEqual(trace)
})

test('a concurrent trace', async () => {
  const trace = await read(JSON.stringify(concurrent))
  expect(trace).toMatchObject({ agents: 2, concurrent: true })
  expect(trace.transactions[1]).toMatchObject({ agent: 1, parents: [0] })
})

test('the first transactions end where they end, counted in code points', async () => {
  const trace = await read(JSON.stringify(sequential))
  expect(firstTransactions(trace, 1).endContent).toBe('xa😀c')
  expect(firstTransactions(trace, 2).endContent).toBe('xa😀')
  expect(hasPairs(trace)).toBe(true)
  expect(hasPairs(await read(JSON.stringify(concurrent)))).toBe(false)
  expect(spliceOf([3, 1, 'y'], 'xa😀c')).toEqual({ from: 4, to: 5, insert: 'y' })
})

test.each([
  ['no JSON', 'x'],
  ['another JSON', '{"no":1}'],
  ['an agent that is not there', JSON.stringify({ ...concurrent, numAgents: 1 })],
  ['a parent that comes later', JSON.stringify({ ...concurrent, txns: [{ parents: [0], agent: 0, patches: [] }] })],
])('refused in words: %s', async (_, content) => {
  await expect(read(content)).rejects.toThrow('is no trace')
})
