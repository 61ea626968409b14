import { type Change, encodeChange, TandemDoc } from '@tandem/crdt'
import { type ChangeEntry, changeEntry, type StoredSnapshot } from '@tandem/documents'
import { unpackState } from '@tandem/documents/unpack-state'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultLimits } from '../limits/server-limits.ts'
import { createLogger } from '../observability/logger.ts'
import { createMetrics } from '../observability/metrics.ts'
import type { DocumentLog } from './document-log.ts'
import { signInOf } from './document-log-contract.ts'
import { makeSnapshot, type SnapshotJob } from './make-snapshot.ts'
import { memoryStage } from './memory-stage.ts'
import { createSnapshotter, type Snapshotter } from './snapshotter.ts'
import { packState } from './state-coding.ts'

const { documentId, alice } = memoryStage()

let log: DocumentLog
let doc: TandemDoc
let jobs: SnapshotJob[]
let snapshotter: Snapshotter
let metrics: ReturnType<typeof createMetrics>

beforeEach(async () => {
  log = memoryStage().log
  doc = new TandemDoc()
  doc.become(await log.issueReplica({ documentId, userId: alice, sessionId: 's' }))
  jobs = []
  metrics = createMetrics()
  snapshotter = startSnapshotter()
})

function startSnapshotter(): Snapshotter {
  return createSnapshotter({
    log,
    logger: createLogger('silent'),
    metrics,
    thread: {
      async run(job) {
        jobs.push(job)
        return makeSnapshot(job)
      },
      async close() {},
    },
    limits: defaultLimits,
  })
}

/** Types something, as the room would have it appended; returns the head. */
async function type(...texts: string[]): Promise<number> {
  const changes = texts.map((insert) => doc.edit([{ from: doc.length, to: doc.length, insert }]))
  const entries = changes.map(entryOf)
  const { head, verdicts } = await log.append(documentId, entries)
  expect(verdicts.every(({ status }) => status === 'appended')).toBe(true)
  snapshotter.grew(documentId, head, entries)
  return head
}

function entryOf(change: Change): ChangeEntry {
  return changeEntry({ userId: alice, signInId: signInOf(alice) }, change, encodeChange(change))
}

const large = 'a line that is long enough\n'.repeat(1_500)
const withOtherByte = (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))
const textOf = (snapshot: StoredSnapshot | null) => snapshot && TandemDoc.fromSnapshot(unpackState(snapshot)).toString()
const damaged = async () => (await metrics.snapshotsDamaged.get()).values[0]?.value

describe('a document gets a snapshot', () => {
  test('when it has grown by enough, and not before', async () => {
    await type('small')
    await snapshotter.idle()
    expect(jobs).toEqual([])
    const head = await type(large, large)
    await snapshotter.idle()
    const snapshot = await snapshotter.latest(documentId, head)
    expect(snapshot).toMatchObject({ seq: head, coding: 'brotli', digest: doc.digest() })
    expect(textOf(snapshot)).toBe(doc.toString())
  })

  test('from the last one and what came behind it', async () => {
    await type(large, large)
    await snapshotter.idle()
    await type(large, large)
    await snapshotter.idle()
    expect(jobs.map(({ base, payloads }) => [base?.seq, payloads.length])).toEqual([
      [undefined, 2],
      [2, 2],
    ])
    expect(textOf(await snapshotter.latest(documentId, 4))).toBe(doc.toString())
  })

  test('when it is closed, for less', async () => {
    const head = await type(large.slice(0, 20_000))
    snapshotter.closed(documentId)
    await snapshotter.idle()
    expect(await snapshotter.latest(documentId, head)).toMatchObject({ seq: head })
  })

  test('but not when it is closed with next to nothing new', async () => {
    await type('a word')
    snapshotter.closed(documentId)
    await snapshotter.idle()
    expect(jobs).toEqual([])
  })

  test('when somebody opens one whose rows nobody counted', async () => {
    const words = Array.from({ length: 900 }, () => 'word ')
    const head = await type(...words)
    await snapshotter.idle()
    const other = startSnapshotter()
    other.opened(documentId, await other.latest(documentId, head), head)
    await other.idle()
    expect(await other.latest(documentId, head)).toMatchObject({ seq: head })
  })

  test('once: what another node has just made is not made again', async () => {
    const head = await type(large, large)
    await snapshotter.idle()
    const other = startSnapshotter()
    other.opened(documentId, null, 1_000_000)
    await other.idle()
    expect(jobs).toHaveLength(1)
    expect(await other.latest(documentId, head)).toMatchObject({ seq: head })
  })
})

describe('a damaged snapshot', () => {
  const replace = async (change: (snapshot: StoredSnapshot) => StoredSnapshot) => {
    const snapshot = await log.latestSnapshot(documentId, () => {})
    if (!snapshot) throw new Error('no snapshot')
    await log.dropSnapshot(documentId, snapshot.seq)
    await log.saveSnapshot(documentId, change(snapshot))
  }
  const other = packState(new TandemDoc().snapshot())
  const damages: [what: string, (snapshot: StoredSnapshot) => StoredSnapshot][] = [
    ['bytes that are none', (snapshot) => ({ ...snapshot, state: new Uint8Array([1, 2, 3]) })],
    ['a byte is another', (snapshot) => ({ ...snapshot, state: withOtherByte(snapshot.state) })],
    ['of another document', (snapshot) => ({ ...snapshot, ...other })],
    ['another digest', (snapshot) => ({ ...snapshot, digest: other.state.join() })],
  ]
  test.each(damages)('(%s) is reported, and the next one is made from the log', async (_, change) => {
    await type(large, large)
    await snapshotter.idle()
    await replace(change)
    const head = await type(large, large)
    await snapshotter.idle()
    expect(await damaged()).toBe(1)
    expect(jobs.at(-1)).toMatchObject({ base: null, payloads: { length: 4 } })
    expect(textOf(await snapshotter.latest(documentId, head))).toBe(doc.toString())
  })

  test('whose bytes the storage finds wrong is reported', async () => {
    vi.spyOn(log, 'latestSnapshot').mockImplementation(async (_, tell) => {
      tell(7)
      return null
    })
    expect(await snapshotter.latest(documentId, 10)).toBe(null)
    expect(await damaged()).toBe(1)
  })
})

test('one in memory that is far behind may not be the newest: the storage is asked again', async () => {
  await type(large, large)
  await snapshotter.idle()
  expect(await snapshotter.latest(documentId, 2)).toMatchObject({ seq: 2 })
  const words = Array.from({ length: 3_000 }, () => 'word ')
  const newer = startSnapshotter()
  const entries = words.map((insert) => entryOf(doc.edit([{ from: 0, to: 0, insert }])))
  const { head } = await log.append(documentId, entries)
  newer.grew(documentId, head, entries)
  await newer.idle()
  expect(await snapshotter.latest(documentId, head)).toMatchObject({ seq: head })
})

test.each(['none', 'an older one'])(
  'whoever asks while a newer one takes the place of %s gets that',
  async (before) => {
    await type(large, large)
    await snapshotter.idle()
    const stored = await log.latestSnapshot(documentId, () => {})
    const answers: (() => void)[] = []
    vi.spyOn(log, 'latestSnapshot').mockImplementation(
      () => new Promise((resolve) => answers.push(() => resolve(before === 'none' ? null : stored))),
    )
    const other = startSnapshotter()
    const asked = other.latest(documentId, 2)
    other.grew(
      documentId,
      2,
      [large, large].map((insert) => entryOf(doc.edit([{ from: 0, to: 0, insert }]))),
    )
    await vi.waitUntil(() => answers.length === 2)
    answers[1]?.()
    await other.idle()
    answers[0]?.()
    expect(await asked).toMatchObject({ seq: 2 })
  },
)

test('a log that does not add up is a failure, not a snapshot', async () => {
  const payloads = [encodeChange({ ...doc.edit([{ from: 0, to: 0, insert: 'a' }]), rseq: 2 })]
  expect(() => makeSnapshot({ base: null, payloads })).toThrow()
})

test('closing finishes what is under way and leaves the rest', async () => {
  await type(large, large)
  await type(large, large, large, large)
  await snapshotter.close()
  expect(jobs.length).toBeLessThan(2)
})
