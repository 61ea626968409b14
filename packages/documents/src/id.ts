import { limits } from '@tandem/protocol'
import { DomainError } from './domain-error.ts'

const idPattern = new RegExp(`^[A-Za-z0-9_-]{1,${limits.maxIdLength}}$`)

/** Whether `value` could be the id of a document or a person. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value)
}

/**
 * Requires `value` to look like the id of a document. One that does not names nothing, so it is `not_found` like any
 * other that does not exist; and no byte that Postgres refuses in a text (NUL) reaches it.
 */
export function assertDocumentId(value: unknown): asserts value is string {
  if (!isId(value)) throw new DomainError('not_found')
}
