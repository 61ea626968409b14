import type { ReplicaId } from '@tandem/crdt'
import type { IssuedReplica } from '@tandem/protocol'

/** One of my changes, as it was and will be sent: never encoded anew. */
export type OutboxChange = {
  readonly replica: ReplicaId
  readonly rseq: number
  readonly payload: Uint8Array
  /** When it was made, by the session's clock. */
  readonly madeAt: number
}

/** A row of the log, as it was taken. */
export type StoredRow = { readonly seq: number; readonly payload: Uint8Array }

/** The document after row `seq`: a snapshot of the CRDT. */
export type StoredBase = { readonly seq: number; readonly state: Uint8Array }

/** Everything that a device keeps of one document. */
export type StoredDocument = {
  /** Null when the document was empty at the start of `rows`. */
  readonly base: StoredBase | null
  /** Rows after the base, in order, without a gap. */
  readonly rows: readonly StoredRow[]
  /** Changes whose own echo has not been taken, in the order in which they were made. */
  readonly outbox: readonly OutboxChange[]
  /** Replicas that this device may write as: those of the outbox, and a spare for a start without a connection. */
  readonly replicas: readonly IssuedReplica[]
}

/**
 * Keeps documents on the device. Each call is one transaction: after its promise is fulfilled the effect is there,
 * after a crash it is there whole or not at all. Calls of one session are made in order, without waiting for each other,
 * and take effect in that order. Bytes that are handed over may be a view of something larger: keep a copy of them.
 */
export interface OfflineStore {
  /** Everything that is kept of this document; null when nothing ever was. */
  load(documentId: string): Promise<StoredDocument | null>
  /** Appends to the outbox. */
  keepChanges(documentId: string, changes: readonly OutboxChange[]): Promise<void>
  /**
   * Appends rows to the base and removes from the outbox what they echo. Both at once: a change that left the outbox
   * before its row is in the base would be lost with a crash, one that stayed would be there twice.
   */
  takeRows(documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): Promise<void>
  /** Puts a new base in place of the base and all rows, and removes from the outbox what is in it. Both at once, as above. */
  replaceBase(documentId: string, base: StoredBase, included: readonly ChangeName[]): Promise<void>
  /** Puts these in place of the replicas. */
  keepReplicas(documentId: string, replicas: readonly IssuedReplica[]): Promise<void>
  /** Moves the whole outbox to where the person can fetch it: it can't be accepted any more. */
  rescueOutbox(documentId: string): Promise<void>
  /** What was moved there, in the order of the outbox. */
  rescued(documentId: string): Promise<readonly OutboxChange[]>
  /** Forgets everything of this document. */
  clear(documentId: string): Promise<void>
}

/** What names a change for ever. */
export type ChangeName = { readonly replica: ReplicaId; readonly rseq: number }
