import type { ChangeName, OutboxChange, StoredBase, StoredRow } from '@tandem/client'
import type { Appended, ChangeEntry, StoredSnapshot } from '@tandem/documents'
import type { Unsent } from '@tandem/server/engine'
import type { Visitor } from './visitor.ts'

/** A connection, as whoever watches sees it. */
export type SeenConnection = {
  readonly visitor: Visitor
  readonly node: { readonly name: string }
  /** What the page has not taken. */
  readonly unsent: Unsent
}

/** Who is told of everything that matters. */
export interface Witness {
  /** A replica was issued. */
  issued(grant: { readonly documentId: string; readonly userId: string }, replica: number): void
  /** The database has decided. */
  appended(documentId: string, entries: readonly ChangeEntry[], outcome: Appended): void
  snapshotSaved(documentId: string, snapshot: StoredSnapshot): void
  /** A node hands a message to the network. */
  sent(connection: SeenConnection, message: Uint8Array): void
  /** A page has made changes. */
  made(device: string, documentId: string, changes: readonly OutboxChange[]): void
  /** A device has changes on its disk. */
  kept(device: string, documentId: string, changes: readonly OutboxChange[]): void
  /** A device has forgotten everything. */
  evicted(device: string): void
  /** A page has taken rows. */
  taken(device: string, documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): void
  /** A page goes on from a snapshot. */
  based(device: string, documentId: string, base: StoredBase, included: readonly ChangeName[]): void
  /** A node made a mistake, and said so. */
  logged(node: string, line: string): void
}
