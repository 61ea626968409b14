import type { Database } from '@tandem/db'
import { emailSchema } from '../accounts/email.ts'
import { provedAddress } from '../accounts/proved-address.ts'
import { proofOf, settleProved } from '../accounts/recent-proof.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import type { Outcome } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'

// All of it wants a recent proof of who the administrator is, and throws what `settleProved` throws, but of who is none: they
// get the answer of what does not exist.

/**
 * Disables somebody's account, as `disableAccount`, or enables it again, on an administrator's behalf. Throws
 * `DomainError`: `not_found` for who is no administrator and for who does not exist, `conflict` for oneself.
 */
export async function administerDisabled(
  db: Database,
  holder: SignInHolder,
  userId: string,
  disabled: boolean,
): Promise<void> {
  const row = isId(userId) ? await runOne(db, setDisabled, [...asked(holder), userId, disabled]) : notFound
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'You can’t disable your own account.')
  settleProved(row)
}

/** Ends all of somebody's sign-ins on an administrator's behalf. Throws as `administerDisabled`. */
export async function administerSignIns(db: Database, holder: SignInHolder, userId: string): Promise<void> {
  settleProved(isId(userId) ? await runOne(db, endSignIns, [...asked(holder), userId]) : notFound)
}

/**
 * The address to which a link for another password is to be sent on an administrator's behalf; sending it is the caller's
 * part. Throws `DomainError('not_found')` also for who has no address or is disabled.
 */
export async function administerReset(db: Database, holder: SignInHolder, userId: string): Promise<{ email: string }> {
  const row = isId(userId) ? await runOne(db, reset, [...asked(holder), userId]) : null
  settleProved(row ?? notFound)
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
  holder: SignInHolder,
  documentId: string,
  input: { email: string },
  { verifiedOnly = false }: { readonly verifiedOnly?: boolean } = {},
): Promise<void> {
  assertDocumentId(documentId)
  const values = [...asked(holder), documentId, parse(emailSchema, input.email), verifiedOnly]
  const row = await runOne(db, transfer, values)
  if (row?.outcome === 'bad_request') {
    const sentence = `Nobody has an account with that e-mail address${verifiedOnly ? ' and has confirmed it' : ''}.`
    throw new DomainError('bad_request', sentence, 'email')
  }
  if (row?.outcome === 'forbidden') {
    throw new DomainError('forbidden', 'An administrator can’t make documents their own.', 'email')
  }
  settleProved(row)
}

/** Who asks; nobody that there is, where that can't be anybody. */
function asked(holder: SignInHolder): readonly unknown[] {
  return isId(holder.userId) && isId(holder.signInId) ? proofOf(holder) : ['', '', 0]
}

const notFound: Outcome = { outcome: 'not_found' }

/** Does what an administrator asks for who has shown lately who they are, as $1, $2 and $3 say. */
const onceProved = (deed: string) => `SELECT CASE WHEN outcome = 'ok' THEN ${deed} ELSE outcome END AS outcome
    FROM (SELECT administrator_proof($1, $2, $3) AS outcome OFFSET 0) proof`

const setDisabled: Statement<Outcome> = {
  name: 'administer_disabled',
  text: onceProved('administer_disabled($1, $4, $5)'),
}

const endSignIns: Statement<Outcome> = {
  name: 'administer_sign_ins',
  text: onceProved('administer_sign_ins($1, $4)'),
}

const reset: Statement<Outcome & { readonly email: string | null }> = {
  name: 'administer_reset',
  text: `SELECT outcome, CASE WHEN outcome = 'ok' THEN administer_reset($1, $4) END AS email
    FROM (SELECT administrator_proof($1, $2, $3) AS outcome OFFSET 0) proof`,
}

const transfer: Statement<Outcome> = {
  name: 'administer_transfer',
  text: onceProved(`administer_transfer($1, $4, ${provedAddress('$5', '$6')})`),
}
