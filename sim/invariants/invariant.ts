import type { ChangeName, StoredBase, StoredRow } from '@tandem/client'
import type { ChangeEntry, StoredSnapshot, Verdict } from '@tandem/documents'
import type { Downstream } from '@tandem/protocol'
import type { Watched } from '../world/watched.ts'
import type { SeenConnection } from '../world/witness.ts'

/**
 * Something that is always true. Each of the functions is told of one kind of moment, and answers what is wrong there; null:
 * nothing is.
 */
export type Invariant = {
  readonly name: string
  /** The database has decided about a change, just now. */
  appended?(world: Watched, documentId: string, entry: ChangeEntry, verdict: Verdict): string | null
  /** A node hands a message to the network. */
  sent?(world: Watched, connection: SeenConnection, message: Downstream): string | null
  /** A page has taken rows; those that are its own are among `echoed` as well. */
  taken?(world: Watched, documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): string | null
  /** A page goes on from a snapshot. */
  based?(world: Watched, documentId: string, base: StoredBase): string | null
  /** A snapshot was stored. */
  saved?(world: Watched, documentId: string, snapshot: StoredSnapshot): string | null
  /** All is healed, and nothing goes on any more. */
  ended?(world: Watched): string | null
}
