import { DomainError } from '@tandem/documents'
import { PersonRates } from './person-rates.ts'
import type { ServerLimits } from './server-limits.ts'
import { SharedByKey } from './shared-by-key.ts'
import { isFull, type TokenBucket, tokenBucket } from './token-bucket.ts'

/**
 * How many connections there may be: of the process and of an address, asked at the door before anything is known of who
 * comes; of a person and of a sign-in, asked when the ticket has shown who it is. Those who are in stay in: it is the
 * newest that is refused.
 */
export class Admission {
  readonly #limits: ServerLimits
  readonly #addresses: SharedByKey<TokenBucket>
  readonly #people: SharedByKey<PersonRates>
  readonly #signIns = new SharedByKey(
    () => null,
    () => true,
  )
  #open = 0

  constructor(limits: ServerLimits) {
    this.#limits = limits
    this.#addresses = new SharedByKey(
      () => tokenBucket(limits.newConnectionsPerSecond, limits.newConnectionBurst),
      (arrivals) => isFull(arrivals),
    )
    this.#people = new SharedByKey(
      () => new PersonRates(limits),
      (rates) => rates.areAsNew,
    )
  }

  /**
   * A connection comes from an address, or from nobody knows where. Returns what to call when it is gone, or null when it
   * may not come in.
   */
  arrive(address: string | null): (() => void) | null {
    if (this.#open >= this.#limits.connectionsPerNode) return null
    const arrivals = address === null ? null : this.#addresses.hold(address)
    if (address !== null && arrivals) {
      const fits = this.#addresses.holders(address) <= this.#limits.connectionsPerAddress
      if (!fits || !arrivals.tryRemoveTokens(1)) {
        this.#addresses.release(address)
        return null
      }
    }
    this.#open++
    let isGone = false
    return () => {
      if (isGone) return
      isGone = true
      this.#open--
      if (address !== null) this.#addresses.release(address)
    }
  }

  /**
   * Somebody wants to join. Returns what they share with their other connections, until `leave`. Throws DomainError:
   * `too_many_connections`, or `rate_limited` for somebody who joins without end.
   */
  admit(userId: string, signInId: string): PersonRates {
    const rates = this.#people.hold(userId)
    this.#signIns.hold(signInId)
    const { connectionsPerUser, connectionsPerSignIn } = this.#limits
    const full =
      this.#people.holders(userId) > connectionsPerUser || this.#signIns.holders(signInId) > connectionsPerSignIn
    if (full || !rates.joins.tryRemoveTokens(1)) {
      this.leave(userId, signInId)
      throw new DomainError(full ? 'too_many_connections' : 'rate_limited')
    }
    return rates
  }

  /** Somebody who was admitted is gone. Once for each time. */
  leave(userId: string, signInId: string): void {
    this.#people.release(userId)
    this.#signIns.release(signInId)
  }
}
