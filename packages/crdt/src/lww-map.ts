import type { ReplicaId } from './id.ts'
import type { PropertyValue } from './operation.ts'

/** When, and by whom, a property was set or removed. No two operations on one key share a stamp. */
export type Stamp = { readonly lamport: number; readonly replica: ReplicaId }

/** What a key holds: a value, or nothing since it was removed. The stamp says since when. */
export type MapRecord =
  | { readonly removed: false; readonly value: PropertyValue; readonly stamp: Stamp }
  | { readonly removed: true; readonly stamp: Stamp }

/** The properties as they show. */
export interface Properties {
  /** How many there are. */
  readonly size: number
  /** The value of a property, `undefined` when there is none of that name. */
  get(key: string): PropertyValue | undefined
  /** Whether there is a property of that name. */
  has(key: string): boolean
  /** The names, ascending by code unit. */
  keys(): readonly string[]
  /** Names and values, ascending by name. */
  entries(): readonly (readonly [string, PropertyValue])[]
}

/**
 * The last-writer-wins element dictionary: of all that was done to a key, what has the highest stamp counts, whether it
 * sets or removes. Removals keep their stamp, so that an earlier set which arrives later stays without effect.
 */
export class LwwMap implements Properties {
  readonly #records = new Map<string, MapRecord>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get(key: string): PropertyValue | undefined {
    const record = this.#records.get(key)
    return record === undefined || record.removed ? undefined : record.value
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  keys(): readonly string[] {
    return this.entries().map(([key]) => key)
  }

  entries(): readonly (readonly [string, PropertyValue])[] {
    const entries: (readonly [string, PropertyValue])[] = []
    for (const [key, record] of this.records()) if (!record.removed) entries.push([key, record.value])
    return entries
  }

  /** Sets a property, unless something later was done to it. */
  set(key: string, value: PropertyValue, stamp: Stamp): void {
    this.#put(key, { removed: false, value, stamp })
  }

  /** Removes a property, unless something later was done to it. */
  remove(key: string, stamp: Stamp): void {
    this.#put(key, { removed: true, stamp })
  }

  /** Takes over everything that is later in `other`. */
  merge(other: LwwMap): void {
    for (const [key, record] of other.#records) this.#put(key, record)
  }

  /** All keys ever set or removed with what they hold, ascending by code unit. */
  records(): readonly (readonly [string, MapRecord])[] {
    return [...this.#records].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  }

  #put(key: string, record: MapRecord): void {
    const current = this.#records.get(key)
    if (current !== undefined && compareStamps(record.stamp, current.stamp) <= 0) return
    if (!record.removed) this.#size += 1
    if (current !== undefined && !current.removed) this.#size -= 1
    this.#records.set(key, record)
  }
}

/** Negative when `a` is earlier than `b`. Of two at the same time, the lower replica's is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.lamport - b.lamport || a.replica - b.replica
}
