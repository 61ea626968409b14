import type { DocumentRate } from './document-rate.ts'
import type { PersonRates } from './person-rates.ts'
import type { ServerLimits } from './server-limits.ts'
import { type TokenBucket, tokenBucket } from './token-bucket.ts'

/** What one session is held against, with everybody it shares a limit with. */
export class SessionLimits {
  readonly #limits: ServerLimits
  readonly #userId: string
  readonly #person: PersonRates
  readonly #document: DocumentRate
  #presence: TokenBucket | null = null
  #excess: TokenBucket | null = null

  constructor(limits: ServerLimits, userId: string, person: PersonRates, document: DocumentRate) {
    this.#limits = limits
    this.#userId = userId
    this.#person = person
    this.#document = document
  }

  /** The session is over: its person's share of the document is free. */
  leave(): void {
    this.#document.leave(this.#userId)
  }

  /** Whether a push may be looked into now; if so, it counts. Asked before it is decoded. */
  maySendPush(): boolean {
    const { pushes, characters } = this.#person
    return characters.getWaitTime(1) === 0 && pushes.tryRemoveTokens(1)
  }

  /** Whether what a push holds may be written now; if so, it counts. `weight` is in characters. */
  mayWrite(changes: number, weight: number): boolean {
    const { characters } = this.#person
    const affordable = Math.min(weight, characters.bucketSize)
    if (characters.getWaitTime(affordable) > 0 || !this.#document.admits(this.#userId, changes)) return false
    return characters.tryRemoveTokens(affordable)
  }

  /** Whether a place may be told now; if so, it counts. */
  mayTellPresence(): boolean {
    const { presencePerSecond } = this.#limits
    this.#presence ??= tokenBucket(presencePerSecond, presencePerSecond)
    return this.#presence.tryRemoveTokens(1)
  }

  /** Whether a claim to show something else than the log may be written down; if so, it counts. */
  mayDiverge(): boolean {
    return this.#person.divergences.tryRemoveTokens(1)
  }

  /** Counts a frame of so many bytes that is refused or dropped; false when there were too many of them. */
  forgives(bytes: number): boolean {
    const { excessPerSecond, excessBurst } = this.#limits
    this.#excess ??= tokenBucket(excessPerSecond, excessBurst)
    return this.#excess.tryRemoveTokens(1 + Math.floor(bytes / 1024))
  }
}
