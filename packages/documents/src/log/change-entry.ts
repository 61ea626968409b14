/** One encoded change, and what the log must know of it. All numbers are integers. */
export type ChangeEntry = {
  /** Who sends it: the person of the session, never anything from the message. */
  readonly user: string
  /** The sign-in that the session came with: nothing is written with one that has ended. */
  readonly signIn: string
  readonly replica: number
  readonly rseq: number
  /** Lamport time of its first tick, and how many ticks it takes: none when it only deletes. */
  readonly lamport: number
  readonly lamports: number
  /** Counter of its first inserted code unit, and how many it inserts. */
  readonly counter: number
  readonly characters: number
  /** The highest counter of each replica that it refers to, its own new ones excluded. */
  readonly references: ReadonlyMap<number, number>
  readonly payload: Uint8Array
}

/** One document's part of a statement that appends to several. */
export type DocumentBatch = { readonly documentId: string; readonly entries: readonly ChangeEntry[] }
