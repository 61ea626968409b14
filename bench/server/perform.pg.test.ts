import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contenderNames } from './contenders.ts'
import type { Load } from './load/job.ts'
import { BenchDatabase } from './run/database.ts'
import { type Ground, perform } from './run/perform.ts'
import { buildPrograms } from './run/programs.ts'

const longEnoughMs = 120_000
const folder = mkdtempSync(join(tmpdir(), 'bench-server-'))
const trace = join(folder, 'trace.json')
let ground: Ground
const undo: (() => void | Promise<void>)[] = []

beforeAll(async () => {
  const patches = [
    [0, 0, 'Hello'],
    [5, 0, ' wörld'],
    [0, 1, 'h'],
  ]
  const txns = patches.map((patch) => ({ patches: [patch] }))
  writeFileSync(trace, JSON.stringify({ startContent: '', endContent: 'hello wörld', txns }))
  const { remove, ...programs } = await buildPrograms()
  undo.push(remove)
  const database = await BenchDatabase.start()
  undo.push(() => database.stop())
  ground = { programs, database, signal: new AbortController().signal }
}, longEnoughMs)

afterAll(async () => {
  for (let step = undo.pop(); step; step = undo.pop()) await step()
  rmSync(folder, { recursive: true })
}, longEnoughMs)

const typing: Load = {
  kind: 'typing',
  documents: 2,
  sessions: 3,
  screens: 2,
  typists: 3,
  keysPerSecond: 20,
  warmUpKeysPerSecond: 60,
  warmUpMs: 100,
  windowMs: 300,
}

// A job fails when two screens of a document show different texts at its end, or a key is missing.
test.each(contenderNames)(
  'all screens show one text: %s',
  async (contender) => {
    const outcome = await perform(ground, contender, typing)
    expect(outcome).toMatchObject({ kind: 'measured', values: { p99: expect.any(Number) } })
  },
  longEnoughMs,
)

const others: readonly Load[] = [
  { kind: 'saturation', sessions: 3, screens: 2, keysPerSecond: 20, stepMs: 100 },
  { kind: 'opening', trace, warmUps: 1, times: 2 },
  {
    kind: 'reading',
    sessions: 4,
    screens: 2,
    keysPerSecond: 20,
    pastesPerSecond: 20,
    pasteUnits: 100,
    warmUpMs: 100,
    windowMs: 200,
  },
  { kind: 'idle', documents: 3, sessions: 3, settleMs: 10, idleMs: 10 },
]

test.each(others)(
  'Tandem under $kind',
  async (load) => {
    expect(await perform(ground, 'Tandem', load)).toMatchObject({ kind: 'measured' })
  },
  longEnoughMs,
)

test(
  'what has no documents has none to open',
  async () => {
    const opening: Load = { kind: 'opening', trace, warmUps: 1, times: 2 }
    expect(await perform(ground, 'Socket.IO', opening)).toMatchObject({ kind: 'unsupported' })
  },
  longEnoughMs,
)

test(
  'a run that is interrupted stops',
  async () => {
    const interrupted = { ...ground, signal: AbortSignal.abort(new Error('ended by SIGINT')) }
    await expect(perform(interrupted, 'Hocuspocus', typing)).rejects.toThrow('ended by SIGINT')
  },
  longEnoughMs,
)
