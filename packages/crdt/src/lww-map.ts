import type { ReplicaId } from './id.ts'
import type { PropertyValue } from './operation.ts'

/** When, and by whom, a property was set or removed. No two operations on one key share a stamp. */
export type Stamp = { readonly lamport: number; readonly replica: ReplicaId }

/** What a key holds: a value, or `undefined` since it was removed. The stamp says since when. */
export type MapRecord = { readonly value: PropertyValue | undefined; readonly stamp: Stamp }

/** The properties as they show. */
export interface Properties {
  /** The value of a property, `undefined` when there is none of that name. */
  get(key: string): PropertyValue | undefined
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

  get(key: string): PropertyValue | undefined {
    return this.#records.get(key)?.value
  }

  keys(): readonly string[] {
    return this.entries().map(([key]) => key)
  }

  entries(): readonly (readonly [string, PropertyValue])[] {
    return this.records().flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))
  }

  /** Sets or removes a property, unless something later was done to it. */
  put(key: string, record: MapRecord): void {
    const current = this.#records.get(key)
    if (current === undefined || compareStamps(record.stamp, current.stamp) > 0) this.#records.set(key, record)
  }

  /** All keys ever set or removed with what they hold, ascending by code unit. */
  records(): readonly (readonly [string, MapRecord])[] {
    return [...this.#records].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Negative when `a` is earlier than `b`. Of two at the same time, the lower replica's is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.lamport - b.lamport || a.replica - b.replica
}
