import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { rolesThatMay } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'

/** Where a person looks for documents: those they own, those that others shared with them, those they threw away. */
export const places = ['mine', 'shared', 'trash'] as const

/** One of `places`. */
export type Place = (typeof places)[number]

/** One document in a list. `people` counts everybody who has access; `owner` is the one who has owned it longest. */
export type DocumentListItem = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly owner: { readonly id: string; readonly name: string }
  readonly people: number
  readonly createdAt: Date
  readonly editedAt: Date
  readonly trashedAt: Date | null
}

/** Some documents, and the cursor that the ones after them are asked for with: null at the end. */
export type DocumentPage = { readonly items: readonly DocumentListItem[]; readonly next: string | null }

/** One page of a REST list, and more than a screen. */
const maxPage = 100
const defaultPage = 50

const listSchema = z.strictObject({
  place: z.enum(places, 'There is no such place.'),
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(maxPage).default(defaultPage),
})

/**
 * The actor's documents in one place, last edited first. Throws `DomainError('bad_request')` for a place, cursor or
 * limit (1–100) that is not valid. A page stays right while documents change: one that is edited meanwhile moves to
 * the front and can be missed or seen twice, others never.
 */
export async function listDocuments(
  db: Database,
  actor: Actor,
  input: { place: Place; cursor?: string | null | undefined; limit?: number | undefined },
): Promise<DocumentPage> {
  const { place, cursor, limit } = parse(listSchema, input)
  const after = cursor ? decodeCursor(cursor) : null
  if (!isId(actor.userId)) return { items: [], next: null }
  const rows = await run(db, list, [
    actor.userId,
    place === 'trash' ? rolesThatMay('trash') : place === 'mine' ? ['owner'] : ['editor', 'commenter', 'viewer'],
    place === 'trash',
    after?.editedAt ?? null,
    after?.id ?? null,
    limit + 1, // one more tells whether there is a next page
  ])
  const items = rows.slice(0, limit).map(({ ownerId, ownerName, ...row }) => ({
    ...row,
    owner: { id: ownerId, name: ownerName },
  }))
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? encodeCursor(last) : null }
}

type ListRow = Omit<DocumentListItem, 'owner'> & { readonly ownerId: string; readonly ownerName: string }

// Owner and number of people are looked up for the rows of the page only, after the limit.
const list: Statement<ListRow> = {
  name: 'list_documents',
  text: `SELECT d.id, d.title, d.role, d.created_at AS "createdAt", d.edited_at AS "editedAt",
      d.trashed_at AS "trashedAt", o.id AS "ownerId", o.name AS "ownerName", n.people
    FROM (
      SELECT d.*, p.role FROM permission p JOIN document d ON d.id = p.document_id
      WHERE p.user_id = $1 AND p.role = ANY ($2::role[]) AND (d.trashed_at IS NOT NULL) = $3
        AND ($4::timestamptz IS NULL OR (d.edited_at, d.id) < ($4, $5::text))
      ORDER BY d.edited_at DESC, d.id DESC LIMIT $6
    ) d
    CROSS JOIN LATERAL (
      SELECT u.id, u.name FROM permission p JOIN "user" u ON u.id = p.user_id
      WHERE p.document_id = d.id AND p.role = 'owner' ORDER BY p.created_at, u.id LIMIT 1
    ) o
    CROSS JOIN LATERAL (SELECT count(*)::int AS people FROM permission p WHERE p.document_id = d.id) n
    ORDER BY d.edited_at DESC, d.id DESC`,
}

function encodeCursor({ editedAt, id }: { editedAt: Date; id: string }): string {
  return Buffer.from(`${editedAt.getTime()} ${id}`).toString('base64url')
}

function decodeCursor(cursor: string): { editedAt: Date; id: string } {
  const [time, id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const editedAt = new Date(Number(time))
  // Years beyond four digits are no dates of ours, and Postgres reads them differently.
  if (!/^\d{1,14}$/.test(time ?? '') || !isId(id)) throw new DomainError('bad_request', 'That cursor is not valid.')
  return { editedAt, id }
}
