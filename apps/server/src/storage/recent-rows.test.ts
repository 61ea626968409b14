import type { ChangeEntry } from '@tandem/documents'
import { beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest'
import type { DocumentLog } from './document-log.ts'
import { documentLogContract, signInOf, typed } from './document-log-contract.ts'
import { memoryStage } from './memory-stage.ts'
import { withRecentRows } from './recent-rows.ts'

documentLogContract('memory log with recent rows', async () => {
  const stage = memoryStage()
  return { ...stage, log: withRecentRows(stage.log) }
})

describe('the last rows come from memory', () => {
  const all = { rows: 1_000, bytes: 1_000_000 }
  let stage: ReturnType<typeof memoryStage>
  let log: DocumentLog
  let read: MockInstance<DocumentLog['read']>
  let entries: ChangeEntry[]

  beforeEach(async () => {
    stage = memoryStage()
    read = vi.spyOn(stage.log, 'read')
    log = withRecentRows(stage.log)
    const replica = await log.issueReplica({ documentId: stage.documentId, userId: stage.alice, sessionId: 's' })
    entries = typed(replica, 'x'.repeat(1_200)).map((entry) => ({
      ...entry,
      user: stage.alice,
      signIn: signInOf(stage.alice),
    }))
  })

  const seqs = async (after: number, limit = all) =>
    (await log.read(stage.documentId, after, limit)).map(({ seq }) => seq)

  test('as they were written', async () => {
    await log.append(stage.documentId, entries.slice(0, 10))
    const rows = await log.read(stage.documentId, 4, all)
    expect(read).not.toHaveBeenCalled()
    expect(rows).toEqual(await stage.log.read(stage.documentId, 4, all))
    expect(await seqs(4, { rows: 2, bytes: 1_000_000 })).toEqual([5, 6])
    expect(await seqs(4, { rows: 100, bytes: 1 })).toEqual([5])
  })

  test('after one look, when somebody else wrote them', async () => {
    await stage.log.append(stage.documentId, entries.slice(0, 10))
    expect(await seqs(7)).toEqual([8, 9, 10])
    expect(await seqs(8)).toEqual([9, 10])
    expect(read).toHaveBeenCalledTimes(1)
    // What lies before is not known.
    expect(await seqs(5)).toEqual([6, 7, 8, 9, 10])
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('never with a gap: rows of another node between ours', async () => {
    await log.append(stage.documentId, entries.slice(0, 3))
    await stage.log.append(stage.documentId, entries.slice(3, 6))
    await log.append(stage.documentId, entries.slice(6, 9))
    expect(await seqs(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await seqs(6)).toEqual([7, 8, 9])
    expect(await seqs(2)).toEqual([3, 4, 5, 6, 7, 8, 9])
  })

  test('at the end of what is known, the storage is asked', async () => {
    await log.append(stage.documentId, entries.slice(0, 3))
    await stage.log.append(stage.documentId, entries.slice(3, 6))
    expect(await seqs(3)).toEqual([4, 5, 6])
    expect(await seqs(1)).toEqual([2, 3, 4, 5, 6])
    expect(read).toHaveBeenCalledTimes(1)
  })

  test('refused entries are not rows', async () => {
    const [first, second, third] = entries
    if (!first || !second || !third) throw new Error('three entries')
    await log.append(stage.documentId, [first, third, second])
    expect((await log.read(stage.documentId, 0, all)).map(({ rseq }) => rseq)).toEqual([1, 2])
  })

  test('not all of a long log, and a copy of what came in a larger frame', async () => {
    for (const entry of entries) {
      const frame = new Uint8Array(10_000)
      frame.set(entry.payload)
      await log.append(stage.documentId, [{ ...entry, payload: frame.subarray(0, entry.payload.length) }])
    }
    const [last] = await log.read(stage.documentId, 1_199, all)
    expect(last?.payload.buffer.byteLength).toBeLessThan(10_000)
    expect(await seqs(300)).toHaveLength(900)
    expect(read).toHaveBeenCalledTimes(0)
    expect(await seqs(0)).toHaveLength(1_000)
    expect(read).toHaveBeenCalledTimes(1)
  })
})
