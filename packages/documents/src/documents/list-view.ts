import type { Database } from '@tandem/db'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { run, runOne, type Statement } from '../statement.ts'
import { type Sort, sorts } from './sort.ts'

/** How documents can be laid out: a line each, or a card each with their first lines. */
export const layouts = ['list', 'grid'] as const

/** One of `layouts`. */
export type Layout = (typeof layouts)[number]

/** How a person looks at their documents. */
export type ListView = { readonly sort: Sort; readonly layout: Layout }

/** What holds for whoever never chose. */
const defaultView: ListView = { sort: 'edited', layout: 'list' }

const viewSchema = z.strictObject({
  sort: z.enum(sorts, 'There is no such order.'),
  layout: z.enum(layouts, 'There is no such layout.'),
})

/** How the actor looked at their documents last, on whichever device. */
export async function getListView(db: Database, actor: Actor): Promise<ListView> {
  const row = isId(actor.userId) ? await runOne(db, read, [actor.userId]) : null
  // A newer version may have written something else.
  const known = viewSchema.safeParse(row)
  return known.success ? known.data : defaultView
}

/** Remembers how the actor looks at their documents. Throws `DomainError`: `bad_request`, `auth_required`. */
export async function saveListView(db: Database, actor: Actor, view: ListView): Promise<void> {
  const { sort, layout } = parse(viewSchema, view)
  const saved = isId(actor.userId) ? await run(db, save, [actor.userId, sort, layout]) : []
  if (saved.length === 0) throw new DomainError('auth_required')
}

const read: Statement<object> = {
  name: 'get_list_view',
  text: 'SELECT sort, layout FROM list_view WHERE user_id = $1',
}

const save: Statement<object> = {
  name: 'save_list_view',
  text: `INSERT INTO list_view (user_id, sort, layout) SELECT u.id, $2, $3 FROM "user" u WHERE u.id = $1
    ON CONFLICT (user_id) DO UPDATE SET sort = excluded.sort, layout = excluded.layout RETURNING user_id`,
}
