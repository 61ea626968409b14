import { type CreatedUser, createSignIn, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { hueOf } from '@tandem/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hearing } from '../testing/notifications.ts'
import { signIn } from './accounts.ts'
import { signInSeconds } from './sign-in.ts'
import { accountOf, endAllSignIns, endSignIn, listSignIns } from './sign-ins.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

let alice: CreatedUser
let bob: CreatedUser
beforeEach(async () => {
  ;[alice, bob] = [await createUser(db), await createUser(db)]
})

async function enter(user: CreatedUser, agent = 'Browser'): Promise<string> {
  const entered = await signIn(db, { email: user.email, password: user.password, agent })
  if (!entered) throw new Error('the password is right')
  return entered.signInId
}

test('each is another one, and is its person’s alone', async () => {
  const [first, second] = [await enter(alice), await enter(alice)]
  expect(first).not.toBe(second)
  const account = { id: alice.id, email: alice.email, name: alice.name, hue: hueOf(alice.id) }
  expect(await accountOf(db, { userId: alice.id, signInId: first })).toEqual(account)
  for (const [userId, signInId] of [
    [bob.id, first],
    [alice.id, 'missing'],
    [alice.id, ''],
    ['', first],
    [alice.id, 'a\0b'],
  ] as const) {
    expect(await accountOf(db, { userId, signInId })).toBeNull()
  }
})

test('F14 lasts its time and no longer', async () => {
  const { createdAt, expiresAt } = await db.prisma.signIn.findUniqueOrThrow({ where: { id: await enter(alice) } })
  expect(expiresAt.getTime() - createdAt.getTime()).toBe(signInSeconds * 1000)
  const over = await createSignIn(db, alice.id, { livesMs: -1 })
  expect(await accountOf(db, { userId: alice.id, signInId: over })).toBeNull()
  expect((await listSignIns(db, alice.id)).map(({ id }) => id)).not.toContain(over)
  // The next one clears it away.
  await enter(alice)
  expect(await db.prisma.signIn.count({ where: { id: over } })).toBe(0)
})

test('a person sees theirs, the newest first, with what their browser said', async () => {
  const long = `Tele\0vision\n${'\u{1f4fa}'.repeat(200)}`
  const [first, second] = [await enter(alice, 'Phone'), await enter(alice, long)]
  await enter(bob)
  const list = await listSignIns(db, alice.id)
  expect(list.map(({ id }) => id)).toEqual([second, first])
  expect(list.map(({ agent }) => agent.slice(0, 12))).toEqual(['Tele vision ', 'Phone'])
  expect(list[0]?.agent.length).toBeLessThanOrEqual(200)
  expect(await listSignIns(db, 'a\0b')).toEqual([])
})

test('F7 ending one leaves the others, and tells the servers once', async () => {
  const [first, second] = [await enter(alice), await enter(alice)]
  const heard = await hearing(db, async () => {
    await endSignIn(db, { userId: alice.id, signInId: first })
    await expect(endSignIn(db, { userId: alice.id, signInId: first })).rejects.toMatchObject({ code: 'not_found' })
    await expect(endSignIn(db, { userId: bob.id, signInId: second })).rejects.toMatchObject({ code: 'not_found' })
    await expect(endSignIn(db, { userId: alice.id, signInId: 'a\0b' })).rejects.toMatchObject({ code: 'not_found' })
  })
  expect(heard).toEqual([`tandem_access  ${alice.id}`])
  expect((await listSignIns(db, alice.id)).map(({ id }) => id)).toEqual([second])
})

test('ending all leaves those of others', async () => {
  await enter(alice)
  await enter(alice)
  const other = await enter(bob)
  await endAllSignIns(db, alice.id)
  expect(await listSignIns(db, alice.id)).toEqual([])
  expect((await listSignIns(db, bob.id)).map(({ id }) => id)).toEqual([other])
})

test('of very many the oldest end', async () => {
  const first = await enter(alice)
  for (let count = 0; count < 55; count++) await createSignIn(db, alice.id)
  const last = await enter(alice)
  const ids = (await listSignIns(db, alice.id)).map(({ id }) => id)
  expect(ids).toHaveLength(50)
  expect(ids).toContain(last)
  expect(ids).not.toContain(first)
})
