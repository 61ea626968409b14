import { z } from 'zod'

/** Where a page ends, as the next one is asked for: the id of its last event. */
export const cursorSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,17}$/, 'That is not a place in the list.')
  .optional()
  .transform((cursor) => cursor ?? null)

/** A page of `rows`, of which one more was asked for than it has room for. */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  size: number,
): { items: readonly Row[]; next: string | null } {
  const items = rows.slice(0, size)
  return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null }
}
