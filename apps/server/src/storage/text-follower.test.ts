import { encodeChange, TandemDoc } from '@tandem/crdt'
import type { DueTexts } from '@tandem/documents'
import { FakeClock } from '@tandem/protocol/testing'
import { beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import type { DocumentLog } from './document-log.ts'
import { makeSnapshot, searchedAfter } from './make-snapshot.ts'
import { followTexts, lookMs, type SearchedTexts } from './text-follower.ts'

/** The log of one document, a row for each word. */
let rows: { payload: Uint8Array }[]
let doc: TandemDoc
let clock: FakeClock
let due: DueTexts[]
let since: number[]
let saved: string[]

const texts: SearchedTexts = {
  claim: async (from) => {
    since.push(from)
    return due.shift() ?? { documentIds: [], at: 0, all: true }
  },
  save: async (documentId, seq, { text }) => {
    saved.push(`${documentId} ${seq} ${text}`)
  },
}

function log(more: Partial<DocumentLog> = {}): DocumentLog {
  const unused = () => Promise.reject(new Error('not needed'))
  return {
    access: unused,
    issueReplica: unused,
    append: unused,
    appendTogether: unused,
    saveSnapshot: unused,
    dropSnapshot: unused,
    head: async () => rows.length,
    read: async (_, after) =>
      rows.slice(after, after + 2).map((row, at) => ({
        ...row,
        seq: after + at + 1,
        replica: 1,
        rseq: after + at + 1,
        userId: 'alice',
        at: new Date(0),
      })),
    latestSnapshot: async () => null,
    ...more,
  }
}

const type = (insert: string) => {
  rows.push({ payload: encodeChange(doc.edit([{ from: doc.length, to: doc.length, insert }])) })
}
const found = (...documentIds: string[]): DueTexts => ({ documentIds, at: 3_600_000, all: true })
const start = (using: DocumentLog = log()) =>
  followTexts({
    log: using,
    texts,
    maker: { text: async (job) => searchedAfter(job) },
    clock,
    logger: createLogger('silent'),
  })

beforeEach(() => {
  ;[rows, due, since, saved] = [[], [], [], []]
  doc = new TandemDoc()
  doc.become(1)
  clock = new FakeClock()
})

test('what the log says is searched, whatever length it has', async () => {
  for (const word of ['one ', 'two ', 'three ', 'four ', 'five']) type(word)
  due = [found('a')]
  start()
  clock.turn(lookMs)
  await vi.waitFor(() => expect(saved).toEqual(['a 5 one two three four five']))
})

test('it goes on from the newest snapshot', async () => {
  for (const word of ['one ', 'two ']) type(word)
  const made = makeSnapshot({ base: null, payloads: rows.map(({ payload }) => payload) })
  if (made.kind !== 'made') throw new Error(made.reason)
  const snapshot = { seq: 2, ...made.packed, digest: made.digest }
  type('three')
  due = [found('a')]
  const read = vi.fn(log().read)
  start(log({ latestSnapshot: async () => snapshot, read }))
  clock.turn(lookMs)
  await vi.waitFor(() => expect(saved).toEqual(['a 3 one two three']))
  expect(read.mock.calls.map(([, after]) => after)).toEqual([2])
})

test('one that fails, or is gone, keeps nobody from the others', async () => {
  type('text')
  due = [found('gone', 'broken', 'c')]
  const head = async (documentId: string) => (documentId === 'gone' ? null : rows.length)
  const read: DocumentLog['read'] = async (documentId, after, limit) => {
    if (documentId === 'broken') throw new Error('broken')
    return log().read(documentId, after, limit)
  }
  start(log({ head, read }))
  clock.turn(lookMs)
  await vi.waitFor(() => expect(saved).toEqual(['c 1 text']))
})

test('looks from the beginning first, and again at once while there is more', async () => {
  type('text')
  due = [{ ...found('a'), all: false }, found('b')]
  start()
  clock.turn(lookMs)
  await vi.waitFor(() => expect(saved).toHaveLength(1))
  clock.turn(0)
  await vi.waitFor(() => expect(saved).toHaveLength(2))
  clock.turn(lookMs)
  await vi.waitFor(() => expect(since).toHaveLength(3))
  const [first, second, third] = since
  expect([first, second]).toEqual([0, 0])
  expect(third).toBeGreaterThan(0)
  expect(third).toBeLessThan(3_600_000)
})

test('a database that is away is asked again', async () => {
  type('text')
  const claim = vi.spyOn(texts, 'claim').mockRejectedValueOnce(new Error('away'))
  due = [found('a')]
  start()
  clock.turn(lookMs)
  await vi.waitFor(() => expect(claim).toHaveBeenCalledTimes(1))
  await vi.waitFor(() => {
    clock.turn(lookMs)
    expect(saved).toEqual(['a 1 text'])
  })
  claim.mockRestore()
})

test('closed, it finishes what is under way and begins nothing', async () => {
  type('text')
  due = [found('a', 'b')]
  const asked: ((head: number) => void)[] = []
  const head = () =>
    new Promise<number>((resolve) => {
      asked.push(resolve)
    })
  const follower = start(log({ head }))
  clock.turn(lookMs)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  const closed = follower.close()
  asked[0]?.(1)
  await closed
  expect(saved).toHaveLength(1)
  clock.turn(10 * lookMs)
  expect(since).toHaveLength(1)
})
