import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { alice, bob, db, guest, signedIn, stagePeople } from '../testing/people.ts'
import { disableAccount, signIn } from './accounts.ts'
import { proveByPassword, requireRecentProof } from './recent-proof.ts'
import { beginSecondFactor, confirmSecondFactor } from './second-factor/second-factor.ts'
import { proofSeconds, type SignInHolder } from './sign-in.ts'
import { endSignIn } from './sign-ins.ts'

stagePeople()

const unproved = { code: 'forbidden', field: 'proof' }
const key = 'a secret of at least 32 characters'
const withPassword = (holder: SignInHolder, password = alice.password, code: string | null = null) =>
  proveByPassword(db, holder, { password, secondFactor: code === null ? null : { key, code } })

test('7.5.1 signing in is a proof, for ten minutes', async () => {
  const entered = await signIn(db, { email: alice.email, password: alice.password, agent: '' })
  const holder = { userId: alice.id, signInId: entered?.signInId ?? '' }
  const makeOlder = (seconds: number) =>
    db.pool.query('UPDATE sign_in SET proved_at = proved_at - make_interval(secs => $2) WHERE id = $1', [
      holder.signInId,
      seconds,
    ])
  await requireRecentProof(db, holder)
  await makeOlder(proofSeconds - 60)
  await requireRecentProof(db, holder)
  await makeOlder(60)
  await expect(requireRecentProof(db, holder)).rejects.toMatchObject(unproved)
})

test('the password is one, at this sign-in and no other', async () => {
  const [here, there] = [await signedIn(alice, { proved: false }), await signedIn(alice, { proved: false })]
  for (const wrong of ['not the password', '', 'x'.repeat(1_000_000), bob.name]) {
    await expect(withPassword(here, wrong)).rejects.toMatchObject({ code: 'bad_request', field: 'password' })
  }
  await expect(requireRecentProof(db, here)).rejects.toMatchObject(unproved)
  await withPassword(here)
  await requireRecentProof(db, here)
  await expect(requireRecentProof(db, there)).rejects.toMatchObject(unproved)
})

test('who has a second factor shows it, too', async () => {
  const setup = await beginSecondFactor(db, key, await signedIn(alice))
  const totp = new TOTP({ secret: Secret.fromBase32(setup.secret.replaceAll(' ', '')) })
  const { recoveryCodes } = await confirmSecondFactor(db, key, alice.id, totp.generate())
  const holder = await signedIn(alice, { proved: false })
  for (const code of [null, '', '000000']) {
    await expect(withPassword(holder, alice.password, code)).rejects.toMatchObject({ code: 'forbidden', field: 'code' })
  }
  await expect(requireRecentProof(db, holder)).rejects.toMatchObject(unproved)
  await withPassword(holder, alice.password, recoveryCodes[0])
  await requireRecentProof(db, holder)
})

test('a guest has nothing to show, and who has no password none', async () => {
  await requireRecentProof(db, await signedIn(await guest(), { proved: false }))
  await db.prisma.user.update({ where: { id: alice.id }, data: { passwordHash: null } })
  const call = withPassword(await signedIn(alice, { proved: false }))
  await expect(call).rejects.toMatchObject({ code: 'bad_request', field: 'password' })
})

test('a sign-in that has ended, of somebody else, or of a disabled account proves nothing', async () => {
  const [ended, other, disabled] = [await signedIn(alice), await signedIn(alice), await signedIn(bob)]
  await endSignIn(db, ended)
  await disableAccount(db, bob.id)
  for (const holder of [ended, { ...other, userId: bob.id }, disabled, { userId: 'a\0b', signInId: '' }]) {
    await expect(requireRecentProof(db, holder)).rejects.toMatchObject({ code: 'auth_required' })
  }
  await expect(withPassword(ended)).rejects.toMatchObject({ code: 'auth_required' })
})
