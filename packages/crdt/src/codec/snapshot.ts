import type { Digest } from '../digest.ts'
import type { LwwMap } from '../lww-map.ts'
import type { ReplicaState } from '../progress.ts'
import type { LamportRun } from '../text/serial-table.ts'

/**
 * The runs of a text in document order, as columns with a row for each: the first code unit, how many there are, the left
 * origin of the first (-1: the start of the text), the right origin of all (-1: its end), and 1 for a tombstone.
 *
 * Code units are named by serial. Those of a snapshot count through its replicas: (replica of rank r, counter c) is
 * number c behind all code units of the replicas of lower rank.
 */
export type RunColumns = {
  readonly start: Int32Array
  readonly length: Int32Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly deleted: Uint8Array
}

/** What nobody sees, and every edit needs. */
export type Structure = {
  /** By rank: the Lamport times of the replica's code units. */
  readonly times: readonly (readonly LamportRun[])[]
  /** The runs, each as long as it can be. */
  readonly columns: RunColumns
  /** The first halves of the surrogate pairs in tombstones, ascending. Those that show are found in the text. */
  readonly pairs: Int32Array
}

/** A document as plain data. */
export type Snapshot = {
  /** All replicas that ever made a change, by ascending id. A replica's place is its rank. */
  readonly replicas: readonly ReplicaState[]
  readonly text: string
  readonly map: LwwMap
  readonly digest: Digest
  /** Throws `DecodeError` when the snapshot was read and its structure does not fit; then it does so every time. */
  structure(): Structure
}

/** A structure that was read: also tells its runs' rows by ascending serial. */
export type OpenedStructure = Structure & { readonly sorted: Int32Array }

/** A snapshot that was read. Its structure is decoded when it is asked for, each time. */
export type OpenedSnapshot = Omit<Snapshot, 'structure'> & { structure(): OpenedStructure }

/** How many code units there are. */
export function unitsOf(replicas: readonly ReplicaState[]): number {
  return replicas.reduce((sum, { counter }) => sum + counter, 0)
}
