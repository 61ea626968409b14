/** Entries that nobody holds are looked through when there are this many, and then whenever their number has doubled. */
const firstSweepSize = 1_000

/**
 * One thing for each key, shared by all who hold it. It outlives its last holder until it is *as new*: who leaves and
 * comes back finds what was used up still used up, and what is no different from a new one takes no memory.
 */
export class SharedByKey<T> {
  readonly #make: () => T
  readonly #isAsNew: (value: T) => boolean
  readonly #entries = new Map<string, { readonly value: T; holders: number }>()
  #sweepSize = firstSweepSize

  constructor(make: () => T, isAsNew: (value: T) => boolean) {
    this.#make = make
    this.#isAsNew = isAsNew
  }

  get size(): number {
    return this.#entries.size
  }

  /** The thing of that key. Hold it until `release`. */
  hold(key: string): T {
    let entry = this.#entries.get(key)
    if (!entry) {
      if (this.#entries.size >= this.#sweepSize) this.#sweep()
      entry = { value: this.#make(), holders: 0 }
      this.#entries.set(key, entry)
    }
    entry.holders++
    return entry.value
  }

  /** How many hold it. */
  holders(key: string): number {
    return this.#entries.get(key)?.holders ?? 0
  }

  /** Gives it back. */
  release(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    entry.holders--
    if (entry.holders === 0 && this.#isAsNew(entry.value)) this.#entries.delete(key)
  }

  #sweep(): void {
    for (const [key, { holders, value }] of this.#entries) {
      if (holders === 0 && this.#isAsNew(value)) this.#entries.delete(key)
    }
    this.#sweepSize = Math.max(firstSweepSize, 2 * this.#entries.size)
  }
}
