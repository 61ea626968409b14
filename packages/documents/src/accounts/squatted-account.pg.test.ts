import { createUser, testDatabase } from '@tandem/db/factories'
import { expect, test } from 'vitest'
import { signIn } from './accounts.ts'
import { requestPasswordReset, resetPassword } from './password-reset.ts'

/** Accounts that were made with an address which is somebody else's. */

const next = 'quite another password'

test.each<[whose: string, verified: boolean, answer: 'a code' | 'nothing']>([
  ['never shown to be theirs keeps nobody out once its owner sets a password by mail', false, 'nothing'],
  ['that was shown to be theirs is asked for after that, too', true, 'a code'],
])('the second factor of an account with an address %s', async (_, verified, answer) => {
  await using db = await testDatabase()
  const { id, email } = await createUser(db, { verified })
  await db.prisma.secondFactor.create({ data: { userId: id, secret: new Uint8Array(8), confirmedAt: new Date() } })
  await db.prisma.recoveryCode.create({ data: { userId: id, hash: new Uint8Array(32) } })
  const link = await requestPasswordReset(db, email)
  await resetPassword(db, { token: link?.token ?? '', next })

  const entering = expect(signIn(db, { email, password: next, agent: 'Browser' }))
  if (answer === 'a code') await entering.rejects.toMatchObject({ code: 'forbidden', field: 'code' })
  else await entering.resolves.toMatchObject({ id })
  const turnedOff = await db.prisma.auditEvent.count({ where: { event: 'second_factor_off', subjectId: id } })
  expect(turnedOff).toBe(answer === 'a code' ? 0 : 1)
})
