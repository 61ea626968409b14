/** One edit at one place, counted in the contender's own unit. */
export type TextEdit = { readonly at: number; readonly deleted: number; readonly insert: string }

/**
 * One open copy of a text. `E` is how the contender likes to be told of an edit; it is made beforehand, so that no time
 * is taken for a conversion that a program which uses it wouldn't do.
 */
export interface Replica<E> {
  edit(edit: E): void
  /** The bytes that tell another replica of the last edit. Asked after each edit of a replica that records each. */
  takeChange(): Uint8Array
  /** `takeAll` will tell of what is edited from here on. */
  mark(): void
  /**
   * Tells of everything that was edited since the mark, in the form that the contender documents as the fastest for
   * `applyAll`: as one change where it has that.
   */
  takeAll(): readonly Uint8Array[]
  /** Decodes a change and applies it. */
  apply(change: Uint8Array): void
  /** Takes many changes at once, the fastest way that the contender documents: as `takeAll` or `merge` give them. */
  applyAll(changes: readonly Uint8Array[]): void
  text(): string
  /** Bytes that `open` makes the same document of, one that can go on merging. */
  save(): Uint8Array
}

/** What a new replica will be asked: `takeChange` after each edit, `takeAll` after many, or neither. */
export type Recording = 'each' | 'all' | 'none'

/** A text CRDT as the workloads see it. A workload that it can't do is answered with `Unsupported`. */
export interface Contender<E = unknown> {
  /** What its positions count. */
  readonly unit: 'code units' | 'code points'
  /**
   * Why its replicas may agree on another text than the end of a concurrent recording. Then that is no mistake, but there
   * is nothing to compare. Null: they have to end as the recording does.
   */
  readonly mergesDifferently: string | null
  prepare(edit: TextEdit): E
  /** An empty document. `number`, from 1 on, is nobody else's. */
  create(number: number, recording: Recording): Replica<E>
  open(snapshot: Uint8Array, number: number): Replica<E>
  /** Single changes in the form that `applyAll` takes, made beforehand, as a server would. */
  merge(changes: readonly Uint8Array[]): readonly Uint8Array[]
}

/** A contender can't do that. Shown as a dash; the message says why. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}
