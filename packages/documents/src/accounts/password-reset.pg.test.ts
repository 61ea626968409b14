import { expect, test } from 'vitest'
import { alice, db, signedIn, stagePeople } from '../testing/people.ts'
import { changePassword, disableAccount, signIn } from './accounts.ts'
import { isPasswordResetOpen, requestPasswordReset, resetPassword } from './password-reset.ts'
import { connectProvider, listProviders } from './provider-sign-in.ts'
import { accountOf } from './sign-ins.ts'
import { isVerified } from './verification.ts'

stagePeople({ verified: false })

const next = 'quite another password'
const enter = (password: string) => signIn(db, { email: alice.email, password, agent: 'Browser' })

async function asked(email = alice.email): Promise<string> {
  const link = await requestPasswordReset(db, email)
  if (!link) throw new Error('nobody to send it to')
  return link.token
}

test('opens the account with the new password alone, ends every sign-in, and proves the address', async () => {
  const holder = await signedIn(alice)
  const link = await requestPasswordReset(db, ` ${alice.email.toUpperCase()} `)
  expect(link).toEqual({ email: alice.email, name: alice.name, token: expect.any(String) })
  const token = link?.token ?? ''
  expect(await isPasswordResetOpen(db, token)).toBe(true)
  expect(await resetPassword(db, { token, next })).toEqual({ userId: alice.id, email: alice.email })
  expect(await accountOf(db, holder)).toBeNull()
  expect(await enter(alice.password)).toBeNull()
  expect(await enter(next)).toMatchObject({ id: alice.id })
  expect(await isVerified(db, alice.id)).toBe(true)
})

test('whoever made the account before its address was proved comes in no more, by another provider neither', async () => {
  const who = { email: null, emailVerified: false, name: '', signedInAt: null }
  const identity = { provider: 'github', subject: alice.id, ...who }
  await connectProvider(db, await signedIn(alice), identity)
  await resetPassword(db, { token: await asked(), next })
  expect(await listProviders(db, alice.id)).toEqual([])
  // From now on the address is theirs, and what they connect stays.
  await connectProvider(db, await signedIn(alice), identity)
  await resetPassword(db, { token: await asked(), next: 'and one more password' })
  expect(await listProviders(db, alice.id)).toEqual(['github'])
})

test('gives a password to somebody who never had one', async () => {
  await db.prisma.user.update({ where: { id: alice.id }, data: { passwordHash: null } })
  await resetPassword(db, { token: await asked(), next })
  expect(await enter(next)).toMatchObject({ id: alice.id })
})

test('what the link holds is not in the database', async () => {
  const token = await asked()
  const [row] = await db.prisma.accountToken.findMany({ where: { userId: alice.id } })
  expect(row?.hash).toHaveLength(32)
  expect(JSON.stringify(row)).not.toContain(token)
})

/** What makes a link useless that was good; each leaves the password that is given. */
const ends: readonly [name: string, end: (token: string) => Promise<unknown>, password: 'old' | 'new' | 'none'][] = [
  ['it was used', (token) => resetPassword(db, { token, next }), 'new'],
  ['there is a newer one', () => asked(), 'old'],
  ['the password was changed', () => changePassword(db, alice.id, { password: alice.password, next }), 'new'],
  [
    'its time is over',
    () => db.prisma.accountToken.updateMany({ where: { userId: alice.id }, data: { expiresAt: new Date() } }),
    'old',
  ],
  [
    'the address is another one',
    () => db.prisma.user.update({ where: { id: alice.id }, data: { email: `new-${alice.email}` } }),
    'none',
  ],
  ['the account was disabled', () => disableAccount(db, alice.id), 'none'],
]

test.each(ends)('F12 leads nowhere after %s', async (_, end, password) => {
  const token = await asked()
  await end(token)
  expect(await isPasswordResetOpen(db, token)).toBe(false)
  const again = resetPassword(db, { token, next: 'a password of a thief' })
  await expect(again).rejects.toMatchObject({ code: 'not_found' })
  if (password !== 'none')
    expect(await enter(password === 'old' ? alice.password : next)).toMatchObject({ id: alice.id })
})

test('F12 lives for half an hour', async () => {
  await asked()
  const [row] = await db.pool
    .query('SELECT extract(epoch FROM expires_at - now()) AS seconds FROM account_token WHERE user_id = $1', [alice.id])
    .then(({ rows }) => rows)
  expect(Number(row.seconds)).toBeGreaterThan(29 * 60)
  expect(Number(row.seconds)).toBeLessThanOrEqual(30 * 60 + 1)
})

test('twice at once sets one of the two passwords', async () => {
  const token = await asked()
  const passwords = ['the first of two', 'the second of two']
  const results = await Promise.allSettled(passwords.map((next) => resetPassword(db, { token, next })))
  const failed = results.filter((result) => result.status === 'rejected')
  expect(failed.map(({ reason }) => reason.code)).toEqual(['not_found'])
  const entered = await Promise.all(passwords.map(enter))
  expect(entered.map((account) => account !== null)).toEqual(results.map(({ status }) => status === 'fulfilled'))
})

test('F2 F13 nobody is sent one for an address that is unknown, disabled or none', async () => {
  await disableAccount(db, alice.id)
  const addresses = [
    'nobody@example.test',
    alice.email,
    'no address',
    '',
    'a\0@example.test',
    `x@y.test\nBcc: ${'a@b.test'}`,
  ]
  for (const email of addresses) expect(await requestPasswordReset(db, email)).toBeNull()
  expect(await db.prisma.accountToken.count({ where: { userId: alice.id } })).toBe(0)
})

test('refuses what is no link, and a password that is not valid, which leaves the link good', async () => {
  for (const token of ['', 'x', 'a\0b', 'A'.repeat(43), 'A'.repeat(1_000_000)]) {
    await expect(resetPassword(db, { token, next })).rejects.toMatchObject({ code: 'not_found' })
    expect(await isPasswordResetOpen(db, token)).toBe(false)
  }
  const token = await asked()
  for (const next of ['short', 'alice-tandem']) {
    await expect(resetPassword(db, { token, next })).rejects.toMatchObject({ code: 'bad_request', field: 'next' })
  }
  expect(await isPasswordResetOpen(db, token)).toBe(true)
})
