import { type Change, changeExtent } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import type { SignInHolder } from '../accounts/sign-in.ts'

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

/** A change as somebody's entry for the log; `payload` is the change, encoded. */
export function changeEntry({ userId, signInId }: SignInHolder, change: Change, payload: Uint8Array): ChangeEntry {
  const { replica, rseq, lamport, counter } = change
  const references = changeReferences(change)
  return {
    user: userId,
    signIn: signInId,
    replica,
    rseq,
    lamport,
    counter,
    ...changeExtent(change),
    references,
    payload,
  }
}
