import type { Database } from '@tandem/db'
import { DomainError } from '../../domain-error.ts'
import { isId } from '../../id.ts'
import { runOne, type Statement } from '../../statement.ts'
import { stepOf } from './one-time-code.ts'
import { hashOfRecoveryCode } from './recovery-code.ts'
import { openSecret } from './sealed-secret.ts'

/** A code that somebody enters. `key` is what the secrets are sealed with: the database must not know it. */
export type SecondFactorTry = {
  readonly key: string
  readonly code: string
  readonly admit?: (() => Promise<boolean>) | undefined
}

/** A second factor as it is kept. */
export type StoredSecondFactor = { readonly secret: Buffer; readonly isOn: boolean; readonly recoveryCodes: number }

/** Somebody's second factor, also one that is still being set up; null when there is none. */
export async function storedSecondFactor(db: Database, userId: string): Promise<StoredSecondFactor | null> {
  return isId(userId) ? runOne(db, find, [userId]) : null
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
  const row = await storedSecondFactor(db, userId)
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

/** Says that a code does not count. */
export function wrongCode(code: 'bad_request' | 'forbidden'): DomainError {
  return new DomainError(code, 'That code is not right, or was used already.', 'code')
}

const find: Statement<StoredSecondFactor> = {
  name: 'find_second_factor',
  text: `SELECT f.secret, f.confirmed_at IS NOT NULL AS "isOn",
      (SELECT count(*)::int FROM recovery_code c WHERE c.user_id = f.user_id) AS "recoveryCodes"
    FROM second_factor f WHERE f.user_id = $1`,
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
