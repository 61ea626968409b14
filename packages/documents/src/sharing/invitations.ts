import type { Database } from '@tandem/db'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { lockedSharers, sharers } from '../access/sharers.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { allowedRows } from './allowed-rows.ts'
import type { LinkRole } from './link.ts'
import { invitationSeconds } from './sharing-limits.ts'

/** An address that was invited and whose person has not come yet. */
export type Invitation = {
  readonly id: string
  readonly email: string
  readonly role: LinkRole
  readonly expiresAt: Date
  /** Whether it is still good. */
  readonly open: boolean
}

/** The invitations of a document that wait, the last one first. Throws `DomainError`: `not_found`, `forbidden`. */
export async function listInvitations(db: Database, actor: Actor, documentId: string): Promise<Invitation[]> {
  assertDocumentId(documentId)
  const rows = await run(db, list, [documentId, actor.userId, rolesThatMay('share')])
  return allowedRows(rows).flatMap(({ id, allowed: _, ...invitation }) => (id === null ? [] : [{ ...invitation, id }]))
}

/**
 * Begins an invitation's time anew. Answers what the mail has to say, which is the caller's part. Throws `DomainError`:
 * `not_found` (also for an invitation that was taken or withdrawn), `forbidden`.
 */
export async function renewInvitation(
  db: Database,
  actor: Actor,
  documentId: string,
  invitationId: string,
): Promise<{ email: string; role: LinkRole; message: string }> {
  assertDocumentId(documentId)
  if (!isId(invitationId)) throw new DomainError('not_found')
  const values = [documentId, whoAsks(actor), rolesThatMay('share'), invitationId, invitationSeconds]
  const row = await runOne(db, renew, values)
  settle(row)
  if (!row) throw new DomainError('not_found')
  const { email, role, message } = row
  return { email, role, message }
}

/** Takes an invitation back. Throws as `renewInvitation`. */
export async function withdrawInvitation(
  db: Database,
  actor: Actor,
  documentId: string,
  invitationId: string,
): Promise<void> {
  assertDocumentId(documentId)
  if (!isId(invitationId)) throw new DomainError('not_found')
  settle(await runOne(db, withdraw, [documentId, whoAsks(actor), rolesThatMay('share'), invitationId]))
}

/**
 * Gives somebody what their address was invited to, once they have shown that it is theirs; until then nothing. Each is
 * good once. What somebody else keeps busy now waits for the next time: it must not undo what this is part of. For signing
 * in, for showing the address, and for a list of what they have.
 */
export async function acceptInvitations(db: Database, userId: string): Promise<void> {
  if (!isId(userId)) return
  try {
    let row = null
    do row = await runOne(db, accept, [userId])
    while (row?.taken)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'busy') throw error
  }
}

const list: Statement<Omit<Invitation, 'id'> & { readonly id: string | null; readonly allowed: boolean }> = {
  name: 'list_invitations',
  text: `SELECT p.role = ANY (${sharers}) AS allowed, i.id, i.email, i.role, i.expires_at AS "expiresAt",
      i.expires_at > now() AS open
    FROM permission p LEFT JOIN invitation i ON i.document_id = p.document_id
    WHERE p.document_id = $1 AND p.user_id = $2
    ORDER BY i.created_at DESC, i.id`,
}

const renew: Statement<Outcome & { readonly email: string; readonly role: LinkRole; readonly message: string }> = {
  name: 'renew_invitation',
  text: `SELECT outcome, email, role, message FROM renew_invitation($1, ${asking}, ${lockedSharers}, $4, $5)`,
}

const withdraw: Statement<Outcome> = {
  name: 'withdraw_invitation',
  text: `SELECT withdraw_invitation($1, ${asking}, ${lockedSharers}, $4) AS outcome`,
}

const accept: Statement<{ readonly taken: number }> = {
  name: 'accept_invitations',
  // Most have none, and nothing is locked or written for them.
  text: `SELECT CASE WHEN EXISTS (
      SELECT FROM "user" u JOIN invitation i ON i.email = u.email
      WHERE u.id = $1 AND u.email_verified IS NOT NULL AND i.expires_at > now()
    ) THEN accept_invitations($1) ELSE 0 END AS taken`,
}
