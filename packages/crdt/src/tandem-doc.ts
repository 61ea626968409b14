import type { Anchor, AnchorSide } from './anchor.ts'
import { assert } from './assert.ts'
import { CausalBuffer } from './causal-buffer.ts'
import { type Change, changeExtent, isWellFormed, propertyProblem } from './change.ts'

import { encodeSnapshot, openSnapshot } from './codec/snapshot-codec.ts'
import { type Digest, digestOf, hashesOf } from './digest.ts'
import { checkEdit, type Edit } from './edit.ts'
import { isReplicaId, type ReplicaId } from './id.ts'
import { checkLimit } from './limit-exceeded.ts'
import { maxChangeOperations, maxChangeUnits, maxLamport, maxRseq, maxUnits } from './limits.ts'
import { LwwMap, type MapRecord, type Properties } from './lww-map.ts'
import { type Operation, type PropertyValue, type RemoveOperation, type SetOperation, valueIn } from './operation.ts'
import { ProgressTable } from './progress.ts'
import { SharedText } from './text/shared-text.ts'
import { orderOf, structureOf } from './text/text-structure.ts'

/** What applying changes did. */
export type Applied = {
  /** What became visible: from the text before the call to the text after it. */
  readonly edit: Edit
  /** The properties that show something else than before the call, ascending. */
  readonly keys: readonly string[]
  /** How many changes were applied, those that had waited included. */
  readonly applied: number
  /** How many of the call's changes were known already. */
  readonly duplicates: number
  /** How many changes wait now for what they depend on. */
  readonly buffered: number
}

/** A document from inside: what the package's other entry points, and the checks in `testing/`, work on. */
type DocParts = {
  readonly text: SharedText
  readonly map: LwwMap
  readonly progress: ProgressTable
  /** Sets or removes a property, unless something later was done to it. */
  put(key: string, record: MapRecord): void
  /** Notes how far a replica has come. */
  advance(replica: ReplicaId, rseq: number, counter: number, lamport: number): void
  /** Applies changes where replicas have come that far once `perform` has inserted so many code units. All or nothing. */
  take(changes: readonly Change[], reached: ProgressTable, units: number, perform: () => void): Applied
}

const noKeys: readonly string[] = []

let readParts: (doc: TandemDoc) => DocParts

/**
 * A document: one text and one map of properties, shared by changes. Replicas that applied the same changes, in
 * whatever order they came, show the same and have equal snapshots.
 */
export class TandemDoc {
  #text = new SharedText()
  #map = new LwwMap()
  readonly #progress = new ProgressTable()
  #lamport = 0
  /** How many code units were ever inserted. */
  #units = 0
  #replica: ReplicaId | null = null
  readonly #buffer = new CausalBuffer()
  /** The properties as they were before those changes; `null` when none was touched. */
  #before: Map<string, PropertyValue | undefined> | null = null

  /**
   * Opens a snapshot. Throws `DecodeError`. The text can be read at once; what edits need besides is decoded when the
   * first one comes. Bytes that were damaged are refused now, bytes that were forged so as to look undamaged perhaps only
   * then: every edit, anchor or change throws the `DecodeError`, and the text goes on being readable. `check` says at
   * once. The bytes are kept until then and must not change.
   */
  static fromSnapshot(bytes: Uint8Array): TandemDoc {
    const { text, map, replicas, structure } = openSnapshot(bytes)
    const doc = new TandemDoc()
    doc.#text = new SharedText(text, () => orderOf(replicas, text, structure()))
    doc.#map = map
    for (const { id, rseq, counter, lamport } of replicas) doc.#advance(id, rseq, counter, lamport)
    return doc
  }

  static {
    readParts = (doc) => ({
      text: doc.#text,
      map: doc.#map,
      progress: doc.#progress,
      put: (key, record) => doc.#put(key, record),
      advance: (replica, rseq, counter, lamport) => doc.#advance(replica, rseq, counter, lamport),
      take: (changes, reached, units, perform) => doc.#take(changes, reached, units, perform),
    })
  }

  /** The local author, `null` until `become`. */
  get replica(): ReplicaId | null {
    return this.#replica
  }

  /**
   * Makes a replica the local author from now on. Its numbers go on after what the document knows of it, so every change
   * that it ever sent must be applied first, and nobody else may write as it.
   */
  become(replica: ReplicaId): void {
    assert(isReplicaId(replica), 'a replica id')
    this.#replica = replica
  }

  /** Length of the text in UTF-16 code units. */
  get length(): number {
    return this.#text.length
  }

  /** How many code units were ever inserted, those included that were deleted since. */
  get everInserted(): number {
    return this.#units
  }

  /** The whole text. */
  toString(): string {
    return this.#text.rope.toString()
  }

  /** The text between two positions. Throws `RangeError` unless 0 ≤ from ≤ to ≤ length. */
  slice(from: number, to: number): string {
    this.#checkRange(from, to)
    return this.#text.rope.slice(from, to)
  }

  /** The properties as they show. A live view. */
  get properties(): Properties {
    return this.#map
  }

  /** The highest Lamport time that an applied change took. */
  get lamport(): number {
    return this.#lamport
  }

  /** The last applied change of a replica, 0 when there is none. */
  rseqOf(replica: ReplicaId): number {
    return this.#progress.of(replica).rseq
  }

  /** How many changes wait for what they depend on. */
  get buffered(): number {
    return this.#buffer.size
  }

  /**
   * Edits the text here and returns the change for the others. Throws, without effect, `RangeError` for an edit that
   * does nothing, that isn't sorted, lies outside the text or between the halves of a surrogate pair, or inserts
   * ill-formed text; `LimitExceeded` for one that is too large. Requires an author.
   */
  edit(edit: Edit): Change {
    const inserted = this.#checkLocalEdit(edit)
    const replica = this.#author(inserted, inserted)
    const before = this.#progress.of(replica)
    const rseq = before.rseq + 1
    const counter = before.counter
    const lamport = this.#lamport + 1
    // Mostly it is one operation: an array that is made with it takes no room for more.
    let operations: Operation[] | null = null
    let typed = 0
    let moved = 0
    for (const { from, to, insert } of edit) {
      if (to > from) operations = this.#text.deleteBetween(from + moved, to + moved, operations)
      if (insert.length > 0) {
        const operation = this.#text.insertAt(from + moved, insert, replica, lamport + typed)
        if (operations === null) operations = [operation]
        else operations.push(operation)
      }
      typed += insert.length
      moved += insert.length - (to - from)
    }
    this.#advance(replica, rseq, counter + typed, typed > 0 ? lamport + typed - 1 : 0)
    return { replica, rseq, lamport, counter, operations: operations ?? [] }
  }

  /**
   * Sets a property here and returns the change for the others. Throws `RangeError` when the key or the value is too
   * long, ill-formed or not finite. Requires an author.
   */
  setProperty(key: string, value: PropertyValue): Change {
    return this.#editProperty({ kind: 'set', key, value })
  }

  /** Removes a property here, also one that isn't there, and returns the change for the others. Throws as `setProperty`. */
  removeProperty(key: string): Change {
    return this.#editProperty({ kind: 'remove', key })
  }

  /**
   * Applies changes of others, or one's own again after opening. Known ones have no effect; those that depend on
   * something unknown wait until it is there. All or nothing: throws, without effect, `InvalidChange` when one can never
   * be applied, and `LimitExceeded` when too many would have to wait. When the invalid one had been waiting since an
   * earlier call, it is forgotten, and the same call works when it is made again.
   */
  apply(changes: readonly Change[]): Applied {
    const [first] = changes
    if (first !== undefined && changes.length === 1 && this.#buffer.isNext(first, this.#progress)) {
      // Nearly always: a change comes alone, and its turn is now.
      this.check()
      this.#checkUnits(changes, 0)
      const [only] = first.operations
      this.#perform(first, first.operations.length > 1 || (only?.kind === 'delete' && only.length > 1))
      return this.#applied(1, 0)
    }
    return this.#take(changes, this.#progress, 0, null)
  }

  /** Decodes what `fromSnapshot` left for later. Throws `DecodeError`, each time, when it does not fit. */
  check(): void {
    this.#text.order
  }

  /**
   * An anchor at a position that sticks to the character before or after it, or to the start or the end where there is
   * none. A position between the halves of a surrogate pair counts as the one before the pair. Throws `RangeError`
   * outside the text.
   */
  anchorAt(position: number, side: AnchorSide): Anchor {
    this.#checkRange(position, position)
    return this.#text.anchorAt(position, side)
  }

  /** Where an anchor is now; `null` when its character isn't known here yet. */
  positionOf(anchor: Anchor): number | null {
    return this.#text.positionOf(anchor)
  }

  /** Bytes from which `fromSnapshot` opens this document, without replaying. Waiting changes are not in it. */
  snapshot(): Uint8Array {
    const replicas = this.#progress.states()
    const structure = structureOf(this.#text.order, replicas)
    return encodeSnapshot({
      replicas,
      text: this.toString(),
      map: this.#map,
      digest: this.digest(),
      structure: () => structure,
    })
  }

  /** The digest of what shows: equal for equal text and properties. */
  digest(): Digest {
    return digestOf(hashesOf(this.toString()), this.#map.entries())
  }

  #checkRange(from: number, to: number): void {
    checkEdit([{ from, to, insert: '' }], this.#text.length)
  }

  /** Returns how many code units the edit inserts. */
  #checkLocalEdit(edit: Edit): number {
    checkEdit(edit, this.#text.length)
    let inserted = 0
    let deleted = 0
    let isEmpty = edit.length === 0
    for (const { from, to, insert } of edit) {
      isEmpty ||= from === to && insert.length === 0
      if (!isWellFormed(insert) || this.#text.isInsidePair(from) || this.#text.isInsidePair(to)) {
        throw new RangeError('half a surrogate pair')
      }
      inserted += insert.length
      deleted += to - from
    }
    if (isEmpty) throw new RangeError('an empty edit')
    // What is deleted may be in as many pieces as it has code units, and as there are runs, of which each splice cuts one.
    const pieces = Math.min(deleted, this.#text.order.list.size + edit.length)
    checkLimit('maxChangeOperations', edit.length + pieces, maxChangeOperations)
    return inserted
  }

  #checkUnits(changes: readonly Change[], added: number): void {
    let units = this.#units + added
    // Counting is for documents that come near the limit.
    if (units + changes.length * maxChangeUnits <= maxUnits) return
    for (const change of changes) units += changeExtent(change).characters
    checkLimit('maxUnits', units, maxUnits)
  }

  /** The local author, after a check that there are numbers enough for its next change. */
  #author(characters: number, lamports: number): ReplicaId {
    const replica = this.#replica
    assert(replica !== null, 'an author')
    const { rseq } = this.#progress.of(replica)
    // Nearly all are far from all limits, even together. No replica's counter is above the number of all code units.
    if (characters + this.#units + rseq + this.#lamport > maxChangeUnits) {
      checkLimit('maxChangeUnits', characters, maxChangeUnits)
      checkLimit('maxUnits', this.#units + characters, maxUnits)
      checkLimit('maxRseq', rseq + 1, maxRseq)
      checkLimit('maxLamport', this.#lamport, maxLamport - Math.max(1, lamports))
    }
    return replica
  }

  #editProperty(operation: SetOperation | RemoveOperation): Change {
    const problem = propertyProblem(operation.key, valueIn(operation))
    if (problem !== null) throw new RangeError(`property: ${problem}`)
    const replica = this.#author(0, 1)
    const { rseq, counter } = this.#progress.of(replica)
    const change = { replica, rseq: rseq + 1, lamport: this.#lamport + 1, counter, operations: [operation] }
    this.#perform(change, false)
    this.#before = null
    return change
  }

  #take(changes: readonly Change[], reached: ProgressTable, units: number, perform: (() => void) | null): Applied {
    const plan = this.#buffer.plan(changes, reached)
    if (perform !== null || plan.ready.length > 0) this.check()
    this.#checkUnits(plan.ready, units)
    perform?.()
    this.#buffer.commit(plan)
    for (const change of plan.ready) this.#perform(change, true)
    return this.#applied(plan.ready.length, plan.duplicates)
  }

  #applied(applied: number, duplicates: number): Applied {
    const edit = this.#text.finish()
    const keys = this.#before === null ? noKeys : this.#changedKeys(this.#before)
    return { edit, keys, applied, duplicates, buffered: this.#buffer.size }
  }

  /** Does what a change says, as one of several steps or the only one, and notes the properties as they were. */
  #perform(change: Change, isOneOfMany: boolean): void {
    const { replica } = change
    let { counter, lamport } = change
    if (isOneOfMany) this.#text.begin(replica, counter)
    for (const operation of change.operations) {
      switch (operation.kind) {
        case 'insert':
        case 'type':
          this.#text.insert(operation, { replica, counter, lamport })
          counter += operation.text.length
          lamport += operation.text.length
          break
        case 'delete':
          this.#text.delete(operation)
          break
        default: {
          this.#put(operation.key, { value: valueIn(operation), stamp: { lamport, replica } })
          lamport += 1
        }
      }
    }
    this.#advance(replica, change.rseq, counter, lamport > change.lamport ? lamport - 1 : 0)
  }

  #put(key: string, record: MapRecord): void {
    this.#before ??= new Map()
    if (!this.#before.has(key)) this.#before.set(key, this.#map.get(key))
    this.#map.put(key, record)
  }

  #changedKeys(before: ReadonlyMap<string, PropertyValue | undefined>): readonly string[] {
    this.#before = null
    const changed = [...before].filter(([key, value]) => !Object.is(value, this.#map.get(key)))
    return changed.map(([key]) => key).sort()
  }

  /** Notes how far a replica has come: its next counter, and the last tick of its change, if it took one. */
  #advance(replica: ReplicaId, rseq: number, counter: number, lamport: number): void {
    const before = this.#progress.of(replica)
    this.#units += counter - before.counter
    this.#progress.reach(replica, rseq, counter, Math.max(before.lamport, lamport))
    if (lamport > this.#lamport) this.#lamport = lamport
    if (this.#buffer.size > 0) this.#buffer.forget(replica, rseq)
  }
}

/** A document from inside. Not for the package's users. */
export function partsOf(doc: TandemDoc): DocParts {
  return readParts(doc)
}
