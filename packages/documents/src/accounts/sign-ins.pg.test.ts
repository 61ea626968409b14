import { type CreatedUser, createSignIn } from '@tandem/db/factories'
import { hueOf } from '@tandem/protocol'
import { expect, test } from 'vitest'
import { hearing } from '../testing/notifications.ts'
import { alice, bob, db, stagePeople } from '../testing/people.ts'
import { signIn } from './accounts.ts'
import { idleSeconds, signInSeconds } from './sign-in.ts'
import { accountOf, endAllSignIns, endSignIn, keepSignIns, listSignIns } from './sign-ins.ts'

stagePeople()

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

/** How many minutes a sign-in has left when it is used at that age, after it was not for so long; 0: it is over. */
async function leftAfter(id: string, age: number, idle: number): Promise<number> {
  const now = Date.now()
  const inSeconds = (seconds: number) => new Date(now + seconds * 1000)
  const data = {
    createdAt: inSeconds(-age),
    endsAt: inSeconds(signInSeconds - age),
    expiresAt: inSeconds(Math.min(signInSeconds - age, idleSeconds - idle)),
  }
  await db.prisma.signIn.update({ where: { id }, data })
  if ((await accountOf(db, { userId: alice.id, signInId: id })) === null) return 0
  const { expiresAt } = await db.prisma.signIn.findUniqueOrThrow({ where: { id } })
  return Math.round((expiresAt.getTime() - now) / 60_000)
}

const day = 24 * 60 * 60

test.each([
  ['has a week, when it is new', 0, 0, idleSeconds],
  ['has a week again, when it is used after some days', 6 * day, 6 * day, idleSeconds],
  ['is not written down for a use after minutes', 600, 600, idleSeconds - 600],
  ['is over, when it was not used for a week', 8 * day, 7 * day, 0],
  ['has no more than what is left of a month', 25 * day, day, signInSeconds - 25 * day],
  ['is over after a month, however much it was used', 30 * day, 0, 0],
])('7.3.1 a sign-in %s', async (_, age, idle, left) => {
  expect(await leftAfter(await enter(alice), age, idle)).toBe(left / 60)
})

test('a collaboration server says which are used; what has ended stays so, and what has its own time keeps it', async () => {
  const [used, over, fixed] = [await enter(alice), await enter(alice), await createSignIn(db, alice.id)]
  await db.pool.query("UPDATE sign_in SET expires_at = now() + interval '1 day' WHERE id = $1", [used])
  await db.pool.query('UPDATE sign_in SET expires_at = now() WHERE id = $1', [over])
  const expiryOf = async (id: string) =>
    (await db.prisma.signIn.findUniqueOrThrow({ where: { id } })).expiresAt.getTime()
  const before = await Promise.all([over, fixed].map(expiryOf))
  await keepSignIns(db, [used, over, fixed, 'missing'])
  expect(await Promise.all([over, fixed].map(expiryOf))).toEqual(before)
  expect(await expiryOf(used)).toBeGreaterThan(Date.now() + 6 * day * 1000)
})

test('F14 what is over is nobody’s', async () => {
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
