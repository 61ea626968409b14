/**
 * Random numbers that repeat (mulberry32). Its own, so that the loads are the same in all versions of Tandem that are
 * compared, whatever its test tools become.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** A whole number from 0 to `below - 1`. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let hash = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    hash = (hash + Math.imul(hash ^ (hash >>> 7), hash | 61)) ^ hash
    return Math.floor((((hash ^ (hash >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
