import type { Appended, ChangeEntry } from '@tandem/documents'
import { expect, test } from 'vitest'
import { typed } from '../storage/document-log-contract.ts'
import { CommitQueue } from './commit-queue.ts'

/** A queue whose commits are finished by hand. */
function queue({ breaks = false, pauses = [] as Promise<void>[] } = {}) {
  const batches: { readonly size: number; finish(): void; fail(): void }[] = []
  const said: string[] = []
  const commits = new CommitQueue<{ readonly name: string; readonly entry: ChangeEntry }>({
    pause: () => pauses.shift() ?? null,
    append: (take) =>
      new Promise<Appended>((resolve, reject) => {
        const entries = take()
        const verdicts = entries.map(() => ({ status: 'known' as const, seq: 1 }))
        batches.push({
          size: entries.length,
          finish: () => resolve({ head: 1, at: new Date(0), verdicts }),
          fail: () => reject(new Error('lost')),
        })
      }),
    committed: async (items) => {
      if (breaks) throw new Error('a mistake')
      said.push(`committed ${items.map((item) => item.name).join('')}`)
    },
    failed: (items) => said.push(`failed ${items.map((item) => item.name).join('')}`),
    broken: (error) => said.push(`broken by ${error}`),
  })
  const [entry] = typed(1, 'x')
  const add = (names: string) =>
    commits.add([...names].map((name) => ({ name, entry: { ...entry, user: 'alice', signIn: 'sign-in' } })))
  return { batches, said, commits, add }
}

const turn = () => new Promise(setImmediate)

test('Q1 the first is written at once; while it is under way the next ones collect', async () => {
  const { batches, said, commits, add } = queue()
  add('a')
  add('b')
  add('cd')
  expect(batches.map(({ size }) => size)).toEqual([1])
  expect(commits.waiting).toBe(3)
  batches[0]?.finish()
  await turn()
  expect(batches.map(({ size }) => size)).toEqual([1, 3])
  batches[1]?.finish()
  await commits.idle()
  expect(said).toEqual(['committed a', 'committed bcd'])
})

test('Q2 a failure takes what waited with it, and the queue goes on with what comes later', async () => {
  const { batches, said, commits, add } = queue()
  add('a')
  add('bc')
  batches[0]?.fail()
  await turn()
  expect(said).toEqual(['failed abc'])
  add('d')
  await turn()
  batches[1]?.finish()
  await commits.idle()
  expect(said).toEqual(['failed abc', 'committed d'])
})

test('Q3 a batch has a limit', async () => {
  const { batches, add } = queue()
  add('a')
  add('x'.repeat(1000))
  batches[0]?.finish()
  await turn()
  expect(batches[1]?.size).toBe(512)
})

test('A19 a store that takes seconds for each write has one at a time, and as much waits as came meanwhile', async () => {
  const { batches, commits, add } = queue()
  // Half an hour of five keys a second, each write taking five seconds.
  const typedMeanwhile = 'x'.repeat(25)
  add('x')
  for (let written = 0; written < 360; written++) {
    add(typedMeanwhile)
    expect([batches.length, commits.waiting]).toEqual([written + 1, typedMeanwhile.length])
    batches[written]?.finish()
    await turn()
  }
  batches.at(-1)?.finish()
  await commits.idle()
  expect(batches.slice(1).every(({ size }) => size === typedMeanwhile.length)).toBe(true)
})

test('Q4 a mistake in handling an outcome is told, and ends the writing', async () => {
  const { batches, said, commits, add } = queue({ breaks: true })
  add('a')
  add('b')
  batches[0]?.finish()
  await commits.idle()
  add('c')
  await turn()
  expect(said).toEqual(['broken by Error: a mistake'])
  expect(batches.length).toBe(1)
})

test('Q5 what comes while it waits for its time goes along', async () => {
  let go = () => {}
  const pause = new Promise<void>((resolve) => {
    go = resolve
  })
  const { batches, commits, add } = queue({ pauses: [pause] })
  add('a')
  add('bc')
  await turn()
  expect(batches).toEqual([])
  go()
  await turn()
  expect(batches.map(({ size }) => size)).toEqual([3])
  batches[0]?.finish()
  await commits.idle()
})
