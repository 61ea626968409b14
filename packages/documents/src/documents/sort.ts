import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'

/** What a list can be sorted by: times with the latest first, titles from A on. */
export const sorts = ['edited', 'opened', 'created', 'title'] as const

/** One of `sorts`. */
export type Sort = (typeof sorts)[number]

/** How a sort is said in SQL, about a document `d` and a visit `v`. `type` is that of the key. */
export const sortKeys: Record<
  Sort,
  { readonly key: string; readonly type: string; readonly direction: 'ASC' | 'DESC' }
> = {
  edited: { key: 'd.edited_at', type: 'timestamptz', direction: 'DESC' },
  // What was never opened comes last.
  opened: { key: `coalesce(v.opened_at, 'epoch')`, type: 'timestamptz', direction: 'DESC' },
  created: { key: 'd.created_at', type: 'timestamptz', direction: 'DESC' },
  title: { key: 'lower(d.title)', type: 'text', direction: 'ASC' },
}

/** A place in a list: the key that it is sorted by, as text, and the id of the document that stands there. */
export type Cursor = { readonly key: string; readonly id: string }

/** A cursor as it travels. */
export function encodeCursor({ key, id }: Cursor, sort: Sort): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/** Reads a cursor of a list with that order. Throws `DomainError('bad_request')`. */
export function decodeCursor(cursor: string, sort: Sort): Cursor {
  const parsed = cursorSchema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()))
  const [of, key, id] = parsed.success ? parsed.data : []
  const isKey = key !== undefined && (sort === 'title' ? !key.includes('\0') : isTime(key))
  if (of !== sort || !isKey || !isId(id)) throw new DomainError('bad_request', 'That cursor is not valid.')
  return { key, id }
}

/** Whether it is a time as they are given out. Others mean nothing, and Postgres might not take them: 30 February, the year 0. */
function isTime(key: string): boolean {
  const time = Date.parse(key)
  return time >= 0 && /^\d/.test(key) && new Date(time).toISOString() === key
}

const cursorSchema = z.tuple([z.enum(sorts), z.string(), z.string()])

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
