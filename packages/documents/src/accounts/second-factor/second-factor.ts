import { randomBytes } from 'node:crypto'
import type { Database } from '@tandem/db'
import { DomainError } from '../../domain-error.ts'
import { isId } from '../../id.ts'
import { runOne, type Statement } from '../../statement.ts'
import { isPossiblePassword } from '../password.ts'
import { verifyPasswordHash } from '../password-hash.ts'
import { deviceAddress, secretBytes, stepOf, typedSecret } from './one-time-code.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-code.ts'
import { openSecret, sealSecret } from './sealed-secret.ts'

// `key` is everywhere what the secrets are sealed with: the database must not know it.

/** What somebody's device needs, once, to make codes. */
type SecondFactorSetup = {
  /** The address that a QR code holds. */
  readonly address: string
  /** The same for people who type it. */
  readonly secret: string
}

/** A code that somebody enters. */
export type SecondFactorTry = {
  readonly key: string
  readonly code: string
  readonly admit?: (() => Promise<boolean>) | undefined
}

/** Whether somebody has a second factor, and how many of their recovery codes are left. */
export async function secondFactorOf(
  db: Database,
  userId: string,
): Promise<{ readonly isOn: boolean; readonly recoveryCodes: number }> {
  const row = isId(userId) ? await runOne(db, find, [userId]) : null
  return { isOn: row?.isOn ?? false, recoveryCodes: row?.recoveryCodes ?? 0 }
}

/**
 * Begins to set up a second factor; it is not asked for before `confirmSecondFactor`. Throws `DomainError`: `bad_request`
 * (field `password`) when that is not their password, or they have none; `conflict` when one is in use already; `busy`.
 */
export async function beginSecondFactor(
  db: Database,
  key: string,
  userId: string,
  password: string,
): Promise<SecondFactorSetup> {
  const { email, passwordHash } = await verified(db, userId, password)
  const secret = randomBytes(secretBytes)
  const row = await runOne(db, begin, [userId, passwordHash, sealSecret(key, userId, secret)])
  if (!row?.done) throw new DomainError('conflict', 'You have a second factor already.')
  return { address: deviceAddress(secret, email), secret: typedSecret(secret) }
}

/**
 * Puts the second factor into use that was begun, for whoever's device makes the right codes. Returns the recovery codes,
 * which are told once. Throws `DomainError`: `bad_request` (field `code`) when the code is not right, `conflict` when none
 * was begun.
 */
export async function confirmSecondFactor(
  db: Database,
  key: string,
  userId: string,
  code: string,
  now = Date.now(),
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  const row = isId(userId) ? await runOne(db, find, [userId]) : null
  if (!row || row.isOn) throw new DomainError('conflict', 'Begin again: nothing is being set up.')
  const secret = openSecret(key, userId, row.secret)
  const step = secret && stepOf(secret, code, now)
  if (step === null) throw wrongCode('bad_request')
  const recoveryCodes = newRecoveryCodes()
  const done = await runOne(db, confirm, [userId, row.secret, step, recoveryCodes.map(hashOfRecoveryCode)])
  if (!done?.done) throw new DomainError('conflict', 'Begin again: nothing is being set up.')
  return { recoveryCodes }
}

/**
 * Requires the second factor of somebody who has one: a code that their device makes now and that was not used before, or
 * one of their recovery codes, which is used up. `admit` is asked whether one more code may be tried, of nobody else than who
 * has a second factor. Throws `DomainError`: `forbidden` (field `code`), `rate_limited`.
 */
export async function requireSecondFactor(
  db: Database,
  userId: string,
  given: SecondFactorTry | null,
  now = Date.now(),
): Promise<void> {
  const row = await runOne(db, find, [userId])
  if (!row?.isOn) return
  if (given === null || given.code.trim() === '') throw new DomainError('forbidden', 'Enter a code.', 'code')
  if (given.admit && !(await given.admit())) throw new DomainError('rate_limited')
  const secret = openSecret(given.key, userId, row.secret)
  const step = secret && stepOf(secret, given.code, now)
  if (step !== null && (await runOne(db, takeStep, [userId, step])) !== null) return
  const hash = hashOfRecoveryCode(given.code)
  if (hash !== null && (await runOne(db, takeRecoveryCode, [userId, hash])) !== null) return
  throw wrongCode('forbidden')
}

/**
 * Ends somebody's second factor. Throws `DomainError`: `bad_request` (field `password`) when that is not their password,
 * `conflict` when they have none, `busy`.
 */
export async function removeSecondFactor(db: Database, userId: string, password: string): Promise<void> {
  const { passwordHash } = await verified(db, userId, password)
  const row = await runOne(db, remove, [userId, passwordHash])
  if (!row?.done) throw new DomainError('conflict', 'You have no second factor.')
}

/** The same for somebody who lost their device and their codes. For whoever runs the server. Throws `DomainError('not_found')`. */
export async function dropSecondFactor(db: Database, userId: string): Promise<void> {
  const row = isId(userId) ? await runOne(db, remove, [userId, null]) : null
  if (!row?.done) throw new DomainError('not_found', 'They have no second factor.')
}

function wrongCode(code: 'bad_request' | 'forbidden'): DomainError {
  return new DomainError(code, 'That code is not right, or was used already.', 'code')
}

async function verified(
  db: Database,
  userId: string,
  password: string,
): Promise<{ readonly email: string; readonly passwordHash: string }> {
  const select = { email: true, passwordHash: true }
  const user = isId(userId) ? await db.prisma.user.findUnique({ where: { id: userId }, select }) : null
  const passwordHash = user?.passwordHash ?? null
  const matches = isPossiblePassword(password) && (await verifyPasswordHash(passwordHash, password))
  if (!matches || passwordHash === null || !user?.email) {
    throw new DomainError('bad_request', 'That is not your password.', 'password')
  }
  return { email: user.email, passwordHash }
}

const find: Statement<{ readonly secret: Buffer; readonly isOn: boolean; readonly recoveryCodes: number }> = {
  name: 'find_second_factor',
  text: `SELECT f.secret, f.confirmed_at IS NOT NULL AS "isOn",
      (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = f.user_id) AS "recoveryCodes"
    FROM second_factor f WHERE f.user_id = $1`,
}

const begin: Statement<{ readonly done: boolean }> = {
  name: 'begin_second_factor',
  text: 'SELECT begin_second_factor($1, $2, $3) AS done',
}

const confirm: Statement<{ readonly done: boolean }> = {
  name: 'confirm_second_factor',
  text: 'SELECT confirm_second_factor($1, $2, $3, $4) AS done',
}

/** Steps only rise, so that no code is good twice, nor one before it. */
const takeStep: Statement<object> = {
  name: 'take_second_factor_step',
  text: `UPDATE second_factor SET last_step = $2
    WHERE user_id = $1 AND last_step < $2 AND confirmed_at IS NOT NULL RETURNING user_id`,
}

const takeRecoveryCode: Statement<object> = {
  name: 'take_recovery_code',
  text: 'DELETE FROM recovery_code WHERE user_id = $1 AND hash = $2 RETURNING user_id',
}

const remove: Statement<{ readonly done: boolean }> = {
  name: 'remove_second_factor',
  text: 'SELECT remove_second_factor($1, $2) AS done',
}
