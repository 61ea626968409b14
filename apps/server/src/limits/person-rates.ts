import type { ServerLimits } from './server-limits.ts'
import { isFull, type TokenBucket, tokenBucket } from './token-bucket.ts'

/** How fast a person may do things, over all their connections. What only writers need is made when somebody writes. */
export class PersonRates {
  readonly joins: TokenBucket
  readonly #limits: ServerLimits
  #pushes: TokenBucket | null = null
  #characters: TokenBucket | null = null
  #divergences: TokenBucket | null = null

  constructor(limits: ServerLimits) {
    this.#limits = limits
    this.joins = tokenBucket(limits.joinsPerSecond, limits.joinBurst)
  }

  get pushes(): TokenBucket {
    this.#pushes ??= tokenBucket(this.#limits.pushesPerSecond, this.#limits.pushBurst)
    return this.#pushes
  }

  get characters(): TokenBucket {
    this.#characters ??= tokenBucket(this.#limits.charactersPerSecond, this.#limits.characterBurst)
    return this.#characters
  }

  get divergences(): TokenBucket {
    this.#divergences ??= tokenBucket(this.#limits.divergencesPerSecond, this.#limits.divergenceBurst)
    return this.#divergences
  }

  /** Whether new ones would be no different. */
  get areAsNew(): boolean {
    const buckets = [this.joins, this.#pushes, this.#characters, this.#divergences]
    return buckets.every((bucket) => bucket === null || isFull(bucket))
  }
}
