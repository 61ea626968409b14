import type { StoredSnapshot } from '@tandem/documents'
import { expect, test } from 'vitest'
import { defaultLimits } from '../limits/server-limits.ts'
import { openingFor } from './opening.ts'

const { replayedRows } = defaultLimits

function snapshotOf(seq: number, bytes: number): StoredSnapshot {
  return { seq, coding: 'brotli', size: bytes * 3, state: new Uint8Array(bytes), digest: '' }
}

/** `seq` and bytes of the newest snapshot; what is taken of the log already; its head. */
type Case = [
  what: string,
  snapshot: [seq: number, bytes: number] | null,
  lastSeq: number | null,
  head: number,
  opens: 'snapshot' | number,
]

const cases: Case[] = [
  ['an empty document', null, null, 0, 0],
  ['a new one, without a snapshot', null, null, 5_000, 0],
  ['a long one, from the start', [9_000, 40_000], null, 10_000, 'snapshot'],
  ['a short one, whose rows are fewer bytes than its snapshot', [400, 40_000], null, 500, 0],
  ['some rows behind', [9_000, 40_000], 9_900, 10_000, 9_900],
  ['behind the snapshot, but not by much', [9_000, 40_000], 8_900, 10_000, 8_900],
  ['far behind the snapshot', [9_000, 40_000], 1_000, 10_000, 'snapshot'],
  ['far behind the head, but ahead of the snapshot', [1_000, 40_000], 1_500, 10_000, 1_500],
  ['up to date', [9_000, 40_000], 10_000, 10_000, 10_000],
  ['ahead of the log, which was set back', [9_000, 40_000], 10_001, 10_000, 'snapshot'],
  ['ahead of a short log', null, 11, 10, 0],
]

test.each(cases)('%s', async (_, stored, lastSeq, head, opens) => {
  const snapshot = stored && snapshotOf(...stored)
  const opening = await openingFor(lastSeq, head, async () => snapshot, replayedRows)
  expect(opening).toEqual(opens === 'snapshot' ? { snapshot, cursor: stored?.[0] } : { snapshot: null, cursor: opens })
})

test('whoever lacks a few rows costs no look at the snapshot', async () => {
  const look = () => expect.unreachable('the snapshot was asked for')
  expect(await openingFor(9_950, 10_000, look, replayedRows)).toEqual({ snapshot: null, cursor: 9_950 })
  expect(await openingFor(null, 50, look, replayedRows)).toEqual({ snapshot: null, cursor: 0 })
})
