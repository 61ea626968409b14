import { expect, test } from 'vitest'
import { alice, as, bob, db, guest, stagePeople } from '../testing/people.ts'
import { disableAccount } from './accounts.ts'
import { requestPasswordReset, resetPassword } from './password-reset.ts'
import { isVerified, requestVerification, verifyEmail } from './verification.ts'

stagePeople({ verified: false })

async function asked(): Promise<string> {
  const link = await requestVerification(db, alice.id)
  if (!link) throw new Error('nothing to send')
  return link.token
}

test('the link that was sent to an address proves it, once', async () => {
  expect(await isVerified(db, alice.id)).toBe(false)
  const link = await requestVerification(db, alice.id)
  expect(link).toEqual({ email: alice.email, name: alice.name, token: expect.any(String) })
  const token = link?.token ?? ''
  await verifyEmail(db, as(alice), token)
  expect(await isVerified(db, alice.id)).toBe(true)
  await expect(verifyEmail(db, as(alice), token)).rejects.toMatchObject({ code: 'not_found' })
  expect(await requestVerification(db, alice.id)).toBeNull()
})

test.each([
  ['there is a newer one', () => asked()],
  [
    'its time is over',
    () => db.prisma.accountToken.updateMany({ where: { userId: alice.id }, data: { expiresAt: new Date() } }),
  ],
  [
    'the address is another one',
    () => db.prisma.user.update({ where: { id: alice.id }, data: { email: `new-${alice.email}` } }),
  ],
  ['the account was disabled', () => disableAccount(db, alice.id)],
])('a link proves nothing after %s', async (_, end) => {
  const token = await asked()
  await end()
  await expect(verifyEmail(db, as(alice), token)).rejects.toMatchObject({ code: 'not_found' })
  expect(await isVerified(db, alice.id)).toBe(false)
})

test('whoever reads the mail of an account that somebody else made with their address does not confirm it', async () => {
  const token = await asked()
  await expect(verifyEmail(db, as(bob), token)).rejects.toMatchObject({ code: 'forbidden' })
  for (const userId of ['', 'a\0b']) {
    await expect(verifyEmail(db, { userId }, token)).rejects.toMatchObject({ code: 'auth_required' })
  }
  expect([await isVerified(db, alice.id), await isVerified(db, bob.id)]).toEqual([false, false])
  // Nobody else can use the link up, either.
  await verifyEmail(db, as(alice), token)
})

test('a link of one purpose is none of the other', async () => {
  const reset = await requestPasswordReset(db, alice.email)
  await expect(verifyEmail(db, as(alice), reset?.token ?? '')).rejects.toMatchObject({ code: 'not_found' })
  const token = await asked()
  await expect(resetPassword(db, { token, next: 'quite another password' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('guests, and people who do not exist, have nothing to prove', async () => {
  const { id: ofGuest } = await guest()
  for (const id of [ofGuest, 'missing', '', 'a\0b']) {
    expect(await requestVerification(db, id)).toBeNull()
    expect(await isVerified(db, id)).toBe(false)
  }
  for (const token of ['', 'a\0b', 'A'.repeat(43)]) {
    await expect(verifyEmail(db, as(alice), token)).rejects.toMatchObject({ code: 'not_found' })
  }
})
