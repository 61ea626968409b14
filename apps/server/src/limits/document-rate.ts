import { limits } from '@tandem/protocol'
import { type TokenBucket, tokenBucket } from './token-bucket.ts'

/**
 * How many changes one document takes, and from whom. Half of the rate is anybody's, so that a few may write fast; the
 * other half is shared evenly among those who write, so that nobody is kept out by somebody who writes without end.
 */
export class DocumentRate {
  readonly #perSecond: number
  /** One push, whole, always fits. */
  readonly #burst: number
  // Made when somebody writes: most open documents are only read.
  #anybodys: TokenBucket | null = null
  #shares: Map<string, TokenBucket> | null = null

  constructor(changesPerSecond: number) {
    this.#perSecond = changesPerSecond / 2
    this.#burst = Math.max(limits.maxPushChanges, this.#perSecond)
  }

  /** Whether this person may write so many changes now; if so, they count. */
  admits(userId: string, changes: number): boolean {
    this.#anybodys ??= tokenBucket(this.#perSecond, this.#burst)
    return this.#shareOf(userId).tryRemoveTokens(changes) || this.#anybodys.tryRemoveTokens(changes)
  }

  /** This person writes no more: the others have their share. */
  leave(userId: string): void {
    if (this.#shares?.delete(userId)) this.#divide(this.#shares)
  }

  #shareOf(userId: string): TokenBucket {
    this.#shares ??= new Map()
    const known = this.#shares.get(userId)
    if (known) return known
    const share = tokenBucket(this.#perSecond, limits.maxPushChanges)
    this.#shares.set(userId, share)
    this.#divide(this.#shares)
    return share
  }

  #divide(shares: ReadonlyMap<string, TokenBucket>): void {
    for (const share of shares.values()) {
      // What it got until now, it got at the old rate.
      share.drip()
      share.tokensPerInterval = this.#perSecond / shares.size
    }
  }
}
