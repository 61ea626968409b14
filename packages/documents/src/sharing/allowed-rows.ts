import { DomainError } from '../domain-error.ts'

/**
 * The rows of a list that only some roles may see, each of which says whether the actor's is one of them. A list without
 * entries has one row that holds nothing else. Throws `DomainError`: `not_found` for no row at all, which is no role,
 * `forbidden`.
 */
export function allowedRows<Row extends { readonly allowed: boolean }>(rows: readonly Row[]): readonly Row[] {
  const [first] = rows
  if (!first) throw new DomainError('not_found')
  if (!first.allowed) throw new DomainError('forbidden')
  return rows
}
