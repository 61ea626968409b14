import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { emailSchema } from '../accounts/email.ts'
import { provedAddress } from '../accounts/proved-address.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'

/**
 * Disables somebody's account, as `disableAccount`, or enables it again, on an administrator's behalf. Throws
 * `DomainError`: `not_found` for who is no administrator and for who does not exist, `conflict` for oneself.
 */
export async function administerDisabled(db: Database, actor: Actor, userId: string, disabled: boolean): Promise<void> {
  const row = isId(userId) ? await runOne(db, setDisabled, [actor.userId, userId, disabled]) : notFound
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You can’t disable your own account.')
  settle(row)
}

/** Ends all of somebody's sign-ins on an administrator's behalf. Throws as `administerDisabled`. */
export async function administerSignIns(db: Database, actor: Actor, userId: string): Promise<void> {
  settle(isId(userId) ? await runOne(db, endSignIns, [actor.userId, userId]) : notFound)
}

/**
 * The address to which a link for another password is to be sent on an administrator's behalf; sending it is the caller's
 * part. Throws `DomainError('not_found')` also for who has no address or is disabled.
 */
export async function administerReset(db: Database, actor: Actor, userId: string): Promise<{ email: string }> {
  const row = isId(userId) ? await runOne(db, reset, [actor.userId, userId]) : null
  if (!row?.email) throw new DomainError('not_found', 'There is no such account.')
  return { email: row.email }
}

/**
 * Makes the person with that e-mail address the only owner of a document, on an administrator's behalf; who owned it is an
 * editor from this commit on. With `verifiedOnly` somebody who has not shown that the address is theirs is nobody. Throws `DomainError`: `not_found`; `bad_request` (field `email`) when nobody has that
 * address; `forbidden` (field `email`) for the administrator's own: nobody gets into a document by being one.
 */
export async function administerTransfer(
  db: Database,
  actor: Actor,
  documentId: string,
  input: { email: string },
  { verifiedOnly = false }: { readonly verifiedOnly?: boolean } = {},
): Promise<void> {
  assertDocumentId(documentId)
  const values = [actor.userId, documentId, parse(emailSchema, input.email), verifiedOnly]
  const row = await runOne(db, transfer, values)
  if (row?.outcome === 'bad_request') {
    const sentence = `Nobody has an account with that e-mail address${verifiedOnly ? ' and has confirmed it' : ''}.`
    throw new DomainError('bad_request', sentence, 'email')
  }
  if (row?.outcome === 'forbidden') {
    throw new DomainError('forbidden', 'An administrator can’t make documents their own.', 'email')
  }
  settle(row)
}

const notFound: Outcome = { outcome: 'not_found' }

const setDisabled: Statement<Outcome> = {
  name: 'administer_disabled',
  text: 'SELECT administer_disabled($1, $2, $3) AS outcome',
}

const endSignIns: Statement<Outcome> = {
  name: 'administer_sign_ins',
  text: 'SELECT administer_sign_ins($1, $2) AS outcome',
}

const reset: Statement<{ readonly email: string | null }> = {
  name: 'administer_reset',
  text: 'SELECT administer_reset($1, $2) AS email',
}

const transfer: Statement<Outcome> = {
  name: 'administer_transfer',
  text: `SELECT administer_transfer($1, $2, ${provedAddress('$3', '$4')}) AS outcome`,
}
