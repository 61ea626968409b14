import type { ReplicaId } from '@tandem/crdt'
import type { IssuedReplica, Role } from '@tandem/protocol'

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
  /** Replicas that wrote what is in the outbox, with their proofs. */
  readonly replicas: readonly IssuedReplica[]
  /** Replicas of which nothing was ever sent: a start without a connection writes as the first. */
  readonly spares: readonly IssuedReplica[]
  /** Null when the document was never opened with a connection. */
  readonly about: StoredAbout | null
}

/** What a `welcome` said besides the text: a page without a connection goes by it. */
export type StoredAbout = { readonly title: string; readonly role: Role }

/**
 * Keeps documents on the device. Each call is one transaction: after its promise is fulfilled the effect is there,
 * after a crash it is there whole or not at all. Calls of one session are made in order, without waiting for each other,
 * and take effect in that order. Bytes that are handed over may be a view of something larger: keep a copy of them.
 *
 * Several sessions of one person may keep the same document at the same time. Base and rows are the log's, so each may
 * write them for all; an outbox and its replicas belong to one session, and pass to the next one when that is gone.
 */
export interface OfflineStore {
  /** Whether what is kept outlives the page, and not only the session. */
  readonly durable: boolean
  /** Calls the listener when nothing can be kept any more, or what was kept is gone. */
  onLost(listener: (reason: unknown) => void): void
  /** Calls the listener when a session that lived at the last `load` is gone: what it left behind can be loaded now. */
  onOrphaned(listener: () => void): void
  /** Everything that is kept of this document, and was left behind by sessions that are gone; null when nothing is. */
  load(documentId: string): Promise<StoredDocument | null>
  /** Appends to the outbox. What was inherited goes where these are: they may stand on it. */
  keepChanges(documentId: string, changes: readonly OutboxChange[]): Promise<void>
  /**
   * Appends rows to the base and removes from the outbox what they echo. Both at once: a change that left the outbox
   * before its row is in the base would be lost with a crash, one that stayed would be there twice.
   */
  takeRows(documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): Promise<void>
  /**
   * Puts a new base in place of the base and the rows up to it, and removes from the outbox what is in it. Both at once,
   * as above. An older base than the one that is kept changes nothing but the outbox.
   */
  replaceBase(documentId: string, base: StoredBase, included: readonly ChangeName[]): Promise<void>
  /** Forgets base and rows: they are not what the log says. */
  forgetBase(documentId: string): Promise<void>
  /**
   * Puts these in place of the replicas and the spares; of those before, the replicas stay of which the outbox has something.
   * Spares of a session that is gone are none any more.
   */
  keepReplicas(documentId: string, replicas: readonly IssuedReplica[], spares: readonly IssuedReplica[]): Promise<void>
  /** Puts this in place of what was known besides the text. */
  keepAbout(documentId: string, about: StoredAbout): Promise<void>
  /** Moves the whole outbox to where the person can fetch it: it can't be accepted any more. */
  rescueOutbox(documentId: string): Promise<void>
  /** What was moved there, in the order of the outbox. */
  rescued(documentId: string): Promise<readonly OutboxChange[]>
  /** Forgets what was rescued: the person has it. */
  dropRescued(documentId: string): Promise<void>
  /**
   * Forgets everything of this document but what was rescued, and what other sessions have in their outbox. What the own
   * outbox still has is rescued: it may be what a session left that is gone, and that nobody has taken over yet.
   */
  clear(documentId: string): Promise<void>
}

/** What names a change for ever. */
export type ChangeName = { readonly replica: ReplicaId; readonly rseq: number }
