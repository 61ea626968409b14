import { errorCodes } from '@tandem/protocol'
import { DomainError } from './domain-error.ts'

/**
 * What a function in the database that changes a document answers: `ok`, or the code of an expected failure. It
 * decides under the document's row lock, so its answer is not a guess about what other people do meanwhile.
 */
export type Outcome = { readonly outcome: string }

/** Requires the outcome to be `ok`; throws its `DomainError` otherwise. */
export function settle(row: Outcome | null): void {
  if (row?.outcome === 'ok') return
  const code = errorCodes.find((known) => known === row?.outcome)
  throw code ? new DomainError(code) : new Error(`unknown outcome ${row?.outcome}`)
}
