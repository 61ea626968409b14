import { assert, present } from '../assert.ts'

/** Random numbers that repeat: the same seed gives the same sequence, everywhere (mulberry32). */
export class Prng {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** An integer from 0 to `below - 1`. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let hash = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    hash = (hash + Math.imul(hash ^ (hash >>> 7), hash | 61)) ^ hash
    return Math.floor((((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32) * below)
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.int(1_000_000) < probability * 1_000_000
  }

  /** One of the values, of which there must be one. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.int(values.length)]
    assert(value !== undefined, 'there is a value to pick')
    return value
  }

  /** The values in a random order. */
  shuffle<T>(values: readonly T[]): T[] {
    const shuffled = [...values]
    for (let end = shuffled.length - 1; end > 0; end--) {
      const at = this.int(end + 1)
      const moved = present(shuffled[end], 'value')
      shuffled[end] = present(shuffled[at], 'value')
      shuffled[at] = moved
    }
    return shuffled
  }
}
