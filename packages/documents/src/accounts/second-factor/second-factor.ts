import { randomBytes } from 'node:crypto'
import type { Database } from '@tandem/db'
import { DomainError } from '../../domain-error.ts'
import { isId } from '../../id.ts'
import type { Outcome } from '../../outcome.ts'
import { runOne, type Statement } from '../../statement.ts'
import { proofOf, settleProved } from '../recent-proof.ts'
import { proofSeconds, type SignInHolder } from '../sign-in.ts'
import { deviceAddress, secretBytes, stepOf, typedSecret } from './one-time-code.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-code.ts'
import { storedSecondFactor, wrongCode } from './require-second-factor.ts'
import { openSecret, sealSecret } from './sealed-secret.ts'

// `key` is everywhere what the secrets are sealed with: the database must not know it. Whatever changes a second factor wants
// a recent proof, and throws what `settleProved` throws.

/** What somebody's device needs, once, to make codes. */
type SecondFactorSetup = {
  /** The address that a QR code holds. */
  readonly address: string
  /** The same for people who type it. */
  readonly secret: string
}

/** Codes that open an account once each without the device; they are told once. */
type RecoveryCodes = { readonly recoveryCodes: readonly string[] }

/** Whether somebody has a second factor, and how many of their recovery codes are left. */
export async function secondFactorOf(
  db: Database,
  userId: string,
): Promise<{ readonly isOn: boolean; readonly recoveryCodes: number }> {
  const row = await storedSecondFactor(db, userId)
  return { isOn: row?.isOn ?? false, recoveryCodes: row?.recoveryCodes ?? 0 }
}

/**
 * Begins to set up a second factor; it is not asked for before `confirmSecondFactor`. Throws `DomainError` besides:
 * `forbidden` when they have no password, `conflict` when one is in use already.
 */
export async function beginSecondFactor(db: Database, key: string, holder: SignInHolder): Promise<SecondFactorSetup> {
  const secret = randomBytes(secretBytes)
  const values = [...proofOf(holder), sealSecret(key, holder.userId, secret)]
  const row = await runOne(db, begin, values)
  if (row?.outcome === 'forbidden') throw new DomainError('forbidden', 'Set a password first.')
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You have a second factor already.')
  settleProved(row)
  return { address: deviceAddress(secret, row?.email ?? ''), secret: typedSecret(secret) }
}

/**
 * Puts the second factor into use that was begun, for whoever's device makes the right codes. Throws `DomainError`:
 * `bad_request` (field `code`) when the code is not right, `conflict` when none was begun.
 */
export async function confirmSecondFactor(
  db: Database,
  key: string,
  userId: string,
  code: string,
  now = Date.now(),
): Promise<RecoveryCodes> {
  const row = await storedSecondFactor(db, userId)
  if (!row || row.isOn) throw new DomainError('conflict', 'Begin again: nothing is being set up.')
  const secret = openSecret(key, userId, row.secret)
  const step = secret && stepOf(secret, code, now)
  if (step === null) throw wrongCode('bad_request')
  const recoveryCodes = newRecoveryCodes()
  const done = await runOne(db, confirm, [userId, row.secret, step, recoveryCodes.map(hashOfRecoveryCode)])
  if (!done?.done) throw new DomainError('conflict', 'Begin again: nothing is being set up.')
  return { recoveryCodes }
}

/** Puts new recovery codes in place of those that there are. Throws `DomainError('conflict')` besides when they have no second factor. */
export async function renewRecoveryCodes(db: Database, holder: SignInHolder): Promise<RecoveryCodes> {
  const recoveryCodes = newRecoveryCodes()
  settleFactor(await runOne(db, renew, [...proofOf(holder), recoveryCodes.map(hashOfRecoveryCode)]))
  return { recoveryCodes }
}

/** Ends somebody's second factor. Throws `DomainError('conflict')` besides when they have none. */
export async function removeSecondFactor(db: Database, holder: SignInHolder): Promise<void> {
  settleFactor(await runOne(db, remove, proofOf(holder)))
}

/** The same for somebody who lost their device and their codes. For whoever runs the server. Throws `DomainError('not_found')`. */
export async function dropSecondFactor(db: Database, userId: string): Promise<void> {
  const row = isId(userId) ? await runOne(db, remove, [userId, null, proofSeconds]) : null
  if (row?.outcome !== 'ok') throw new DomainError('not_found', 'They have no second factor.')
}

function settleFactor(row: Outcome | null): void {
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You have no second factor.')
  settleProved(row)
}

const begin: Statement<Outcome & { readonly email: string | null }> = {
  name: 'begin_second_factor',
  text: `SELECT begin_second_factor($1, $2, $3, $4) AS outcome, (SELECT email FROM "user" WHERE id = $1) AS email`,
}

const confirm: Statement<{ readonly done: boolean }> = {
  name: 'confirm_second_factor',
  text: 'SELECT confirm_second_factor($1, $2, $3, $4) AS done',
}

const renew: Statement<Outcome> = {
  name: 'renew_recovery_codes',
  text: 'SELECT renew_recovery_codes($1, $2, $3, $4) AS outcome',
}

const remove: Statement<Outcome> = {
  name: 'remove_second_factor',
  text: 'SELECT remove_second_factor($1, $2, $3) AS outcome',
}
