import type { Downstream, ErrorCode, Person, Role } from '@tandem/protocol'

/** What a room needs of the connection behind a session. */
export interface SessionConnection {
  /** Sends an encoded message after the ones before it; nothing when the connection is gone. */
  send(frame: Uint8Array): void
  /** Whether so much waits to be sent that rows had better come from the log later. */
  readonly congested: boolean
  /** Resolves when it is not congested any more, or gone. */
  drained(): Promise<void>
  /**
   * Tells the client that its change `rseq`, and what it sent behind it, is refused. If it may be sent again later, all
   * that is on its way is dropped until the client begins again.
   */
  refuse(code: ErrorCode, rseq: number): void
  /** Tells the client why, then cuts. */
  close(error: Extract<Downstream, { kind: 'error' }>): void
  readonly closed: boolean
}

/**
 * One client's session in a room. Its *cursor* is the last row that it was sent.
 *
 *     reserved ──start──▶ feeding ──cursor at the head──▶ live
 *                            ▲                              │
 *                            └───── its queue is full ──────┘
 *
 * `reserved`: it has a place and gets nothing yet; `feeding`: rows are read from the log for it; `live`: its cursor is
 * the room's head, and it gets rows as they are committed.
 */
export type RoomSession = {
  /** Its number in the room. */
  readonly key: number
  readonly connection: SessionConnection
  readonly person: Person
  /** The sign-in that it came with: it ends with that. */
  readonly signInId: string
  /** The replicas that it writes as. */
  readonly replicas: readonly number[]
  phase: 'reserved' | 'feeding' | 'live'
  /** The document's revision as of which it was let in; -1 until that is known. */
  revision: number
  role: Role
  /** What it was told that the document is called. */
  title: string
  cursor: number
  /** When the rows of its last echo were committed, in milliseconds since 1970; 0 before its first. */
  toldAt: number
}
