import { changeExtent, encodeChange, TandemDoc } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { createDigests } from './digests.ts'
import { signInOf } from './document-log-contract.ts'
import { digestAfter, makeSnapshot, type SnapshotJob } from './make-snapshot.ts'
import { memoryStage } from './memory-stage.ts'
import { noSnapshots } from './no-snapshots.ts'

const { documentId, alice } = memoryStage()

/** A document that is typed in, and what it showed after each row. */
async function stage(snapshotAt: number | null = null) {
  const { log } = memoryStage()
  const clock = new FakeClock()
  const doc = new TandemDoc()
  doc.become(await log.issueReplica({ documentId, userId: alice, sessionId: 's' }))
  const shown: string[] = [doc.digest()]
  const payloads: Uint8Array[] = []
  for (const insert of 'abcdef') {
    const change = doc.edit([{ from: 0, to: 0, insert }])
    const payload = encodeChange(change)
    const { replica, rseq, lamport, counter } = change
    const entry = { user: alice, signIn: signInOf(alice), replica, rseq, lamport, counter, payload }
    await log.append(documentId, [{ ...entry, ...changeExtent(change), references: changeReferences(change) }])
    shown.push(doc.digest())
    payloads.push(payload)
  }
  const made = makeSnapshot({ base: null, payloads: payloads.slice(0, snapshotAt ?? 0) })
  if (made.kind !== 'made') throw new Error('a snapshot')
  const snapshot = snapshotAt === null ? null : { seq: snapshotAt, ...made.packed, digest: made.digest }
  const jobs: SnapshotJob[] = []
  const digests = createDigests({
    log,
    snapshotter: { ...noSnapshots, latest: async () => snapshot },
    maker: {
      async digest(job) {
        jobs.push(job)
        return digestAfter(job)
      },
    },
    clock,
    logger: createLogger('silent'),
  })
  return { digests, clock, shown, jobs }
}

test.each([
  ['without a snapshot', null, 4, 4],
  ['behind a snapshot', 2, 4, 2],
  ['at a snapshot', 4, 4, 0],
])('A09 what the log shows after a row: %s', async (_, snapshotAt, seq, rows) => {
  const { digests, shown, jobs } = await stage(snapshotAt)
  expect(await digests.at(documentId, seq)).toBe(shown[seq])
  expect(jobs.map(({ payloads }) => payloads.length)).toEqual([rows])
})

test.each([
  ['before the snapshot', 4, 2],
  ['that the log does not have', null, 99],
])('a row %s can not be looked at', async (_, snapshotAt, seq) => {
  const { digests } = await stage(snapshotAt)
  expect(await digests.at(documentId, seq)).toBe(null)
})

test('one look at a time, and then a rest', async () => {
  const { digests, clock, shown } = await stage()
  const together = await Promise.all([digests.at(documentId, 1), digests.at(documentId, 2)])
  expect(together).toEqual([shown[1], null])
  expect(await digests.at(documentId, 2)).toBe(null)
  clock.turn(19)
  expect(await digests.at(documentId, 2)).toBe(shown[2])
})
