import type { Database } from '@tandem/db'
import { z } from 'zod'
import { type Actor, asking, askingInPerson, whoAsks } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { lockedSharers, sharers } from '../access/sharers.ts'
import { withHue } from '../accounts/with-hue.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { allowedRows } from './allowed-rows.ts'
import { type LinkRole, linkRoles } from './link.ts'
import { messageTextSchema } from './message-text.ts'
import { documentOfLink } from './open-link.ts'
import { declinedQuietSeconds, maxAccessRequests } from './sharing-limits.ts'

/** Somebody who asks for access, as owners see it. */
export type AccessRequest = {
  readonly user: {
    readonly id: string
    readonly name: string
    /** Null for a guest. */
    readonly email: string | null
    /** Whether they have shown that the address is theirs: else it says no more about them than their name. */
    readonly isVerified: boolean
    readonly hue: number
  }
  readonly role: LinkRole
  readonly message: string
  readonly createdAt: Date
}

/** What is answered to somebody who asks. */
export const answerSchema = z.enum(linkRoles, 'There is no such role.').nullable()

/** What owners are told of a request, by mail. */
export type RequestNews = {
  readonly documentId: string
  readonly title: string
  readonly owners: readonly { readonly email: string }[]
}

/** What somebody gives who asks. */
export const askSchema = z.strictObject({
  role: z.enum(linkRoles, 'There is no such role.'),
  message: messageTextSchema.default(''),
})

/**
 * Asks a document's owners for a role, for whoever has less. Null when there is nothing to tell them: no such document, or
 * the actor has as much, is blocked, asked already, was declined a short time ago, or too many wait. Which of them, and
 * whether there is such a document at all, the actor must not learn: answer them the same. Throws `DomainError`:
 * `bad_request`, `auth_required` and `account_disabled` for who is signed in no more.
 */
export async function requestAccess(
  db: Database,
  actor: Actor,
  documentId: string,
  input: { role: LinkRole; message?: string | undefined },
): Promise<RequestNews | null> {
  const { role, message } = parse(askSchema, input)
  if (!isId(documentId)) return null
  await run(db, ask, [documentId, whoAsks(actor), role, message, declinedQuietSeconds, maxAccessRequests])
  return newsOf(db, actor, documentId)
}

/**
 * As `requestAccess`, for whoever has the address of a link that leads nowhere any more, since its time is over or it has
 * another address. One that was turned off is forgotten, and with it what it led to.
 */
export async function requestAccessByLink(
  db: Database,
  secret: string,
  actor: Actor,
  address: string,
  input: { role: LinkRole; message?: string | undefined },
): Promise<RequestNews | null> {
  const documentId = await documentOfLink(db, secret, address)
  // Judged in any case: what is wrong with the input must not tell whether there is a link.
  return requestAccess(db, actor, documentId ?? '', input)
}

/**
 * What the owners have not been told yet of the actor's request, which `openLink` made where a link only asks: once for
 * each request; null when there is none.
 */
export async function newsOfLinkRequest(
  db: Database,
  secret: string,
  actor: Actor,
  address: string,
): Promise<RequestNews | null> {
  const documentId = await documentOfLink(db, secret, address)
  return documentId === null ? null : newsOf(db, actor, documentId)
}

async function newsOf(db: Database, { userId }: Actor, documentId: string): Promise<RequestNews | null> {
  return runOne(db, news, [documentId, userId, rolesThatMay('own')])
}

/** Who asks for access and waits, the first one first. Throws `DomainError`: `not_found`, `forbidden`. */
export async function listAccessRequests(db: Database, actor: Actor, documentId: string): Promise<AccessRequest[]> {
  assertDocumentId(documentId)
  const rows = await run(db, list, [documentId, actor.userId, rolesThatMay('share')])
  return allowedRows(rows).flatMap(({ user, role, message, createdAt }) =>
    user === null ? [] : [{ user: withHue(user), role, message, createdAt }],
  )
}

/**
 * Answers somebody who asks: with a role, which never takes anything away, or null to decline. Throws `DomainError`:
 * `bad_request`, `not_found` (also when they do not ask any more), `forbidden`.
 */
export async function answerAccessRequest(
  db: Database,
  actor: Actor,
  documentId: string,
  userId: string,
  role: LinkRole | null,
): Promise<void> {
  assertDocumentId(documentId)
  const given = parse(answerSchema, role)
  if (!isId(userId)) throw new DomainError('not_found')
  settle(await runOne(db, answer, [documentId, whoAsks(actor), rolesThatMay('share'), userId, given]))
}

const ask: Statement<object> = {
  name: 'request_access',
  text: `SELECT request_access($1, ${askingInPerson}, $3::role, $4, $5, $6)`,
}

const news: Statement<RequestNews> = {
  name: 'request_news',
  text: `WITH told AS (
      UPDATE access_request r SET told_at = clock_timestamp()
      WHERE r.document_id = $1 AND r.user_id = $2 AND r.declined_at IS NULL
        AND (r.told_at IS NULL OR r.told_at < r.created_at)
      RETURNING r.document_id
    ) SELECT d.id AS "documentId", d.title, (
      SELECT coalesce(json_agg(json_build_object('email', u.email)), '[]')
      FROM permission p JOIN "user" u ON u.id = p.user_id
      WHERE p.document_id = d.id AND p.role = ANY ($3::role[]) AND u.email IS NOT NULL AND u.disabled_at IS NULL
    ) AS owners
    FROM told t JOIN document d ON d.id = t.document_id`,
}

type RequestRow = Omit<AccessRequest, 'user'> & {
  readonly user: (Omit<AccessRequest['user'], 'hue'> & { readonly hue: number | null }) | null
  readonly allowed: boolean
}

const list: Statement<RequestRow> = {
  name: 'list_access_requests',
  text: `SELECT p.role = ANY (${sharers}) AS allowed, r.role, r.message, r.created_at AS "createdAt",
      CASE WHEN u.id IS NOT NULL
        THEN json_build_object(
          'id', u.id, 'name', u.name, 'email', u.email, 'isVerified', u.email_verified IS NOT NULL, 'hue', u.hue
        )
      END AS user
    FROM permission p LEFT JOIN (access_request r JOIN "user" u ON u.id = r.user_id AND u.disabled_at IS NULL)
      ON r.document_id = p.document_id AND r.declined_at IS NULL
    WHERE p.document_id = $1 AND p.user_id = $2
    ORDER BY r.created_at, u.id`,
}

const answer: Statement<Outcome> = {
  name: 'answer_access_request',
  text: `SELECT answer_access_request($1, ${asking}, ${lockedSharers}, $4, $5::role) AS outcome`,
}
