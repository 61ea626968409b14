import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { pageOf } from '../audit/audit-page.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { requireAdministrator } from './administrators.ts'
import { containing, pageSize, querySchema } from './query.ts'

/** Somebody with an account, or a guest, as administrators see them. */
export type AdministeredAccount = {
  readonly id: string
  readonly name: string
  /** Null for a guest. */
  readonly email: string | null
  readonly isVerified: boolean
  readonly isAdministrator: boolean
  readonly createdAt: Date
  readonly disabledAt: Date | null
  /** When they last signed in, of the sign-ins that live; null when they are signed in nowhere. */
  readonly signedInAt: Date | null
  readonly documents: number
}

const inputSchema = z.strictObject({ query: querySchema, after: z.string().refine(isId).nullable().default(null) })

/**
 * Everybody, the newest first, by part of their name or e-mail address; `after` is the `next` of the page before. Throws
 * `DomainError`: `not_found` for who is no administrator, `bad_request`.
 */
export async function listAccounts(
  db: Database,
  actor: Actor,
  input: { query?: string; after?: string | null } = {},
): Promise<{ items: readonly AdministeredAccount[]; next: string | null }> {
  await requireAdministrator(db, actor)
  const { query, after } = parse(inputSchema, input)
  return pageOf(await run(db, list, [containing(query), after, pageSize + 1]), pageSize)
}

const list: Statement<AdministeredAccount> = {
  name: 'administer_list_accounts',
  text: `SELECT u.id, u.name, u.email, u.email_verified IS NOT NULL AS "isVerified",
      u.administrator AS "isAdministrator", u.created_at AS "createdAt", u.disabled_at AS "disabledAt",
      (SELECT max(i.created_at) FROM sign_in i WHERE i.user_id = u.id AND i.expires_at > now()) AS "signedInAt",
      (SELECT count(*)::int FROM permission p WHERE p.user_id = u.id AND p.role = 'owner') AS documents
    FROM "user" u
    WHERE u.deleted_at IS NULL AND (u.name ILIKE $1 OR u.email ILIKE $1)
      AND ($2::text IS NULL OR (u.created_at, u.id) < (SELECT c.created_at, c.id FROM "user" c WHERE c.id = $2))
    ORDER BY u.created_at DESC, u.id DESC LIMIT $3`,
}
