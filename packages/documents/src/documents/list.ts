import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { mayShare, rolesThatMay } from '../access/policy.ts'
import { withHue } from '../accounts/with-hue.ts'
import { isId } from '../id.ts'
import { tagNameSchema } from '../own/tag-name.ts'
import { parse } from '../parse.ts'
import { run, type Statement } from '../statement.ts'
import { hereForMs } from './here.ts'
import { type Cursor, decodeCursor, encodeCursor, type Sort, sortKeys, sorts } from './sort.ts'

/**
 * Where a person looks for documents: all that they may open, those that they opened lately, those they own, those that others shared with them, those with
 * a star of theirs, those they threw away.
 */
export const places = ['all', 'recent', 'mine', 'shared', 'starred', 'trash'] as const

/** One of `places`. */
export type Place = (typeof places)[number]

/** A person, as lists of documents show them. */
type ListedPerson = { readonly id: string; readonly name: string; readonly hue: number }

/**
 * One document in a list. `people` counts everybody who has access; `owner` is the one who has owned it longest; `opening`
 * is how its text begins, as far as that is known; stars and tags are the actor's own.
 */
export type DocumentListItem = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly mayShare: boolean
  readonly owner: ListedPerson
  readonly people: number
  readonly createdAt: Date
  readonly editedAt: Date
  /** When the actor last opened it; null when they never did. */
  readonly openedAt: Date | null
  readonly trashedAt: Date | null
  readonly starred: boolean
  readonly tags: readonly string[]
  readonly opening: string
  /** Some of those who have it open, the actor aside; as of some seconds ago. */
  readonly here: readonly ListedPerson[]
}

/** Some documents, and the cursor that the ones after them are asked for with: null at the end. */
export type DocumentPage = { readonly items: readonly DocumentListItem[]; readonly next: string | null }

/** One page of a REST list, and more than a screen. */
const maxPage = 100
const defaultPage = 50
/** As many people as a row has room for. */
const mostHere = 5
/** A title of the longest kind, as JSON, in base64. */
const maxCursorLength = 20_000

const listSchema = z.strictObject({
  place: z.enum(places, 'There is no such place.'),
  sort: z.enum(sorts, 'There is no such order.').default('edited'),
  tag: tagNameSchema.nullish(),
  ids: z.array(z.string().max(64)).max(maxPage).nullish(),
  cursor: z.string().max(maxCursorLength).nullish(),
  limit: z.int().min(1).max(maxPage).default(defaultPage),
})

/** What `listDocuments` is asked. */
export type ListQuery = {
  readonly place: Place
  readonly sort?: Sort | undefined
  /** Only those with this tag of the actor's. */
  readonly tag?: string | null | undefined
  /** Only those of these, at most a hundred: what became of documents that are known. */
  readonly ids?: readonly string[] | null | undefined
  readonly cursor?: string | null | undefined
  readonly limit?: number | undefined
}

/**
 * The actor's documents in one place, those edited last first unless something else is asked for. Throws
 * `DomainError('bad_request')` for a place, order, tag, list of ids, cursor or limit (1–100) that is not valid. A page stays right while
 * documents change: one whose place in the order changes meanwhile can be missed or seen twice, others never.
 */
export async function listDocuments(db: Database, actor: Actor, input: ListQuery): Promise<DocumentPage> {
  const { place, sort, tag, ids, cursor, limit } = parse(listSchema, input)
  const after: Cursor | null = cursor ? decodeCursor(cursor, sort) : null
  if (!isId(actor.userId)) return { items: [], next: null }
  const rows = await run(db, lists[sort], [
    actor.userId,
    rolesIn(place),
    place,
    tag ?? null,
    after?.key ?? null,
    after?.id ?? null,
    limit + 1, // one more tells whether there is a next page
    hereForMs,
    mostHere,
    ids?.filter(isId) ?? null,
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ key: _, owner, here, byLink, editorsShare, ...row }) => ({
      ...row,
      mayShare: mayShare({ role: row.role, byLink, editorsShare }),
      owner: withHue(owner),
      here: here.map(withHue),
    })),
    next: last ? encodeCursor({ key: keyOf(last.key), id: last.id }, sort) : null,
  }
}

/** Whose documents a place holds, by the role that the actor has in them. */
function rolesIn(place: Place): readonly Role[] {
  if (place === 'trash') return rolesThatMay('trash')
  if (place === 'mine') return ['owner']
  const readers = rolesThatMay('read')
  return place === 'shared' ? readers.filter((role) => role !== 'owner') : readers
}

function keyOf(key: Date | string): string {
  return typeof key === 'string' ? key : key.toISOString()
}

type PersonRow = Omit<ListedPerson, 'hue'> & { readonly hue: number | null }

type ListRow = Omit<DocumentListItem, 'owner' | 'here' | 'mayShare'> & {
  readonly byLink: boolean
  readonly editorsShare: boolean
  readonly owner: PersonRow
  readonly here: readonly PersonRow[]
  readonly key: Date | string
}

/** One statement for each order: so each is planned for what it sorts by. */
const lists: Record<Sort, Statement<ListRow>> = {
  edited: listBy('edited'),
  opened: listBy('opened'),
  created: listBy('created'),
  title: listBy('title'),
}

// Owner, number of people and the text's beginning are looked up for the rows of the page only, after the limit.
function listBy(sort: Sort): Statement<ListRow> {
  const { key, type, direction } = sortKeys[sort]
  return {
    name: `list_documents_by_${sort}`,
    text: `SELECT d.id, d.title, d.role, d.by_link AS "byLink", d.editors_share AS "editorsShare",
      d.created_at AS "createdAt", d.edited_at AS "editedAt", d.opened_at AS "openedAt", d.trashed_at AS "trashedAt",
      d.starred, d.key, o.owner, n.people, coalesce(t.opening, '') AS opening,
      ARRAY(
        SELECT g.name FROM document_tag g WHERE g.user_id = $1 AND g.document_id = d.id ORDER BY lower(g.name), g.name
      ) AS tags,
      ARRAY(
        SELECT json_build_object('id', u.id, 'name', u.name, 'hue', u.hue)
        FROM here h JOIN permission p ON p.document_id = h.document_id AND p.user_id = h.user_id
          JOIN "user" u ON u.id = h.user_id
        WHERE h.document_id = d.id AND h.user_id <> $1 AND h.seen_at > now() - $8 * interval '1 ms'
        ORDER BY u.name, u.id LIMIT $9
      ) AS here
    FROM (
      SELECT d.*, p.role, p.link_id IS NOT NULL AS by_link, v.opened_at, s.document_id IS NOT NULL AS starred, ${key} AS key
      FROM permission p JOIN document d ON d.id = p.document_id
        LEFT JOIN visit v ON v.user_id = $1 AND v.document_id = d.id
        LEFT JOIN star s ON s.user_id = $1 AND s.document_id = d.id
      WHERE p.user_id = $1 AND p.role = ANY ($2::role[]) AND (d.trashed_at IS NOT NULL) = ($3::text = 'trash')
        AND ($3 <> 'recent' OR v.opened_at IS NOT NULL) AND ($3 <> 'starred' OR s.document_id IS NOT NULL)
        AND ($4::text IS NULL OR EXISTS (
          SELECT FROM document_tag g WHERE g.user_id = $1 AND g.document_id = d.id AND g.name = $4))
        AND ($10::text[] IS NULL OR d.id = ANY ($10))
        AND ($5::${type} IS NULL OR (${key}, d.id) ${direction === 'ASC' ? '>' : '<'} ($5, $6::text))
      ORDER BY ${key} ${direction}, d.id ${direction} LIMIT $7
    ) d
    CROSS JOIN LATERAL (
      SELECT json_build_object('id', u.id, 'name', u.name, 'hue', u.hue) AS owner FROM permission p JOIN "user" u ON u.id = p.user_id
      WHERE p.document_id = d.id AND p.role = 'owner' ORDER BY p.created_at, u.id LIMIT 1
    ) o
    CROSS JOIN LATERAL (SELECT count(*)::int AS people FROM permission p WHERE p.document_id = d.id) n
    LEFT JOIN document_text t ON t.document_id = d.id
    ORDER BY d.key ${direction}, d.id ${direction}`,
  }
}
