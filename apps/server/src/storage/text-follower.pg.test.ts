import { createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { claimTexts, saveText, searchTexts } from '@tandem/documents'
import type { SearchedText } from '@tandem/documents/searched-text'
import { FakeClock } from '@tandem/protocol/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { searchedAfter } from './make-snapshot.ts'
import { postgresLog } from './postgres-log.ts'
import { followTexts, lookMs } from './text-follower.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

test('what is in the log is found, once each, by two nodes', async () => {
  const alice = await createUser(db)
  for (const text of ['const apples = 1', 'const pears = 2']) await createDocument(db, { owner: alice, text })
  const clock = new FakeClock()
  const save = vi.fn((documentId: string, seq: number, text: SearchedText) => saveText(db, documentId, seq, text))
  const pace = { quietMs: 0, longestMs: 0, againMs: 60_000 }
  const start = () =>
    followTexts({
      log: postgresLog(db),
      texts: { claim: (since) => claimTexts(db, { since, limit: 20, pace }), save },
      maker: { text: async (job) => searchedAfter(job) },
      clock,
      logger: createLogger('silent'),
    })
  const followers = [start(), start()]
  clock.turn(lookMs)
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2))
  await Promise.all(followers.map((follower) => follower.close()))
  const [found] = await searchTexts(db, { userId: alice.id }, { query: 'pear' })
  expect(found?.lines.map(({ line }) => line)).toEqual([1])
  expect(save).toHaveBeenCalledTimes(2)
})
