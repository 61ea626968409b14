import { setImmediate } from 'node:timers/promises'
import { createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { getProfile } from './accounts/profile.ts'
import { accountOf } from './accounts/sign-ins.ts'
import { getDocument } from './documents/get.ts'
import { admitGuest } from './sharing/guests.ts'
import { createLink, listLinks } from './sharing/links.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())
afterEach(() => void vi.useRealTimers())

const alice = { userId: 'alice', signInId: 'a-sign-in' }

test.each([
  ['asked through Prisma', () => getDocument(db, alice, 'document')],
  ['asked through Prisma, of a person', () => getProfile(db, alice.userId)],
  ['asked in SQL', () => accountOf(db, alice)],
])('what finds no free connection is busy: %s', async (_, ask) => {
  const held = await Promise.all(Array.from({ length: 10 }, () => db.pool.connect()))
  try {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = expect(ask()).rejects.toMatchObject({ name: 'DomainError', code: 'busy' })
    while (db.pool.waitingCount === 0) await setImmediate()
    await vi.advanceTimersByTimeAsync(5_000)
    await asked
  } finally {
    for (const connection of held) connection.release()
  }
})

test('what Prisma tells in its own words of locks and of full disks is told as ever', async () => {
  const owner = await createUser(db)
  const { id: document } = await db.prisma.document.create({
    data: { id: 'shared', title: 'Shared', permissions: { create: { userId: owner.id, role: 'owner' } } },
  })
  await createLink(db, { userId: owner.id }, document, { role: 'viewer' })
  const [link] = await listLinks(db, { userId: owner.id }, document, 'a secret')
  const admit = () =>
    admitGuest(db, 'a secret', { address: link?.address ?? '', name: 'Anonymous Otter', agent: 'a browser' })
  for (const [failure, code] of [
    ['55P03', 'busy'],
    ['57014', 'busy'],
    ['40P01', 'busy'],
    ['53100', 'storage_full'],
  ]) {
    await db.owner.query(`
      CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE 'failed' USING ERRCODE = '${failure}'; END $$;
      CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON "user" FOR EACH ROW EXECUTE FUNCTION fail();
    `)
    await expect(admit(), failure).rejects.toMatchObject({ name: 'DomainError', code })
  }
})
