import type { Database } from '@tandem/db'
import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { runOne, type Statement } from '../statement.ts'

/** Some of somebody's preferences, by name. What they mean, and what makes sense, whoever reads them judges. */
export type PreferencePart = Readonly<Record<string, string | number | boolean | null>>

/** More than there are preferences. */
const maxKeys = 100
/** The longest that one preference takes: own key mappings. */
const maxTextUnits = 10_000

const partSchema = z
  .record(
    z.string().regex(/^[a-zA-Z]{1,40}$/, 'There is no such preference.'),
    z.union([z.string().max(maxTextUnits).refine(isStorable), z.number(), z.boolean(), z.null()]),
  )
  .refine((part) => Object.keys(part).length <= maxKeys, 'There are not so many preferences.')

/** What somebody wants wherever they are signed in. Throws `DomainError('auth_required')` when there is no such person. */
export async function getPreferences(db: Database, userId: string): Promise<Readonly<Record<string, unknown>>> {
  const row = isId(userId) ? await runOne(db, find, [userId]) : null
  if (!row) throw new DomainError('auth_required')
  return row.preferences
}

/**
 * Changes some of somebody's preferences; of two who change one, the later wins, and what neither changes stays. Throws
 * `DomainError`: `bad_request`, `too_large` when they would all together be, `auth_required` when there is no such person.
 */
export async function changePreferences(db: Database, userId: string, part: PreferencePart): Promise<void> {
  const changed = JSON.stringify(parse(partSchema, part))
  const row = isId(userId) ? await runOne(db, change, [userId, changed, maxBytes]) : null
  if (!row) throw new DomainError('auth_required')
  if (!row.fits) throw new DomainError('too_large', 'Your preferences are too long to be kept.')
}

/** As in the database's own check. */
const maxBytes = 32_768

/** What `jsonb` refuses, or would change on the way. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

const find: Statement<{ readonly preferences: Readonly<Record<string, unknown>> }> = {
  name: 'get_preferences',
  text: 'SELECT preferences FROM "user" WHERE id = $1',
}

/** The row is locked first, so that two who write at once both stay. */
const change: Statement<{ readonly fits: boolean }> = {
  name: 'change_preferences',
  text: `WITH person AS (
      SELECT id, preferences || $2::jsonb AS next FROM "user" WHERE id = $1 FOR NO KEY UPDATE
    ), changed AS (
      UPDATE "user" u SET preferences = p.next FROM person p WHERE u.id = p.id AND length(p.next::text) <= $3
    )
    SELECT length(next::text) <= $3 AS fits FROM person`,
}
