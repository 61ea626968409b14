/**
 * How often something may happen, per key: a bucket of `burst` that refills evenly over `perMs`. Kept in memory and
 * bounded: when `maxKeys` are known, the one that was asked about longest ago is forgotten.
 */
export class Throttle {
  readonly #burst: number
  readonly #perMs: number
  readonly #maxKeys: number
  /** In order of last use: a Map keeps insertion order, and every use inserts again. */
  readonly #buckets = new Map<string, { readonly tokens: number; readonly at: number }>()

  constructor({ burst, perMs, maxKeys = 10_000 }: { burst: number; perMs: number; maxKeys?: number }) {
    this.#burst = burst
    this.#perMs = perMs
    this.#maxKeys = maxKeys
  }

  /** Whether it may happen now; if so, it counts. */
  admit(key: string, now: number): boolean {
    const bucket = this.#buckets.get(key)
    const refilled = bucket ? bucket.tokens + ((now - bucket.at) * this.#burst) / this.#perMs : this.#burst
    const tokens = Math.min(this.#burst, refilled)
    const admitted = tokens >= 1
    this.#buckets.delete(key)
    this.#buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, at: now })
    if (this.#buckets.size > this.#maxKeys) {
      const oldest = this.#buckets.keys().next()
      if (!oldest.done) this.#buckets.delete(oldest.value)
    }
    return admitted
  }
}
