import { z } from 'zod'

/** What is looked for in a list of the administration: part of a name, a title or an address; empty for everything. */
export const querySchema = z
  .string('A query must be text.')
  .max(200, 'A query can have at most 200 characters.')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'A query must be plain text.')
  .default('')
  .transform((text) => text.trim())

/** As a pattern of LIKE that finds it anywhere; what has a meaning there has none. */
export function containing(query: string): string {
  return `%${query.replace(/[\\%_]/g, '\\$&')}%`
}

/** Lines of one page. */
export const pageSize = 50
