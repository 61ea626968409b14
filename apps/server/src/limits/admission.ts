import { DomainError } from '@tandem/documents'
import type { ServerLimits } from './server-limits.ts'
import { SharedByKey } from './shared-by-key.ts'
import { isFull, type TokenBucket, tokenBucket } from './token-bucket.ts'

/** What all connections of one person share. */
export type PersonRates = {
  open: number
  readonly joins: TokenBucket
  readonly pushes: TokenBucket
  readonly characters: TokenBucket
}

/** A person's place among the connections. Give it back once, when the connection is gone. */
export type Admitted = { readonly rates: PersonRates; release(): void }

/**
 * How many connections there may be: of the process and of an address, asked at the door before anything is known of who
 * comes; of a person and of a sign-in, asked when the ticket has shown who it is. Those who are in stay in: it is the
 * newest that is refused.
 */
export class Admission {
  readonly #limits: ServerLimits
  readonly #addresses: SharedByKey<{ open: number; readonly arrivals: TokenBucket }>
  readonly #people: SharedByKey<PersonRates>
  readonly #signIns: SharedByKey<{ open: number }>
  #open = 0

  constructor(limits: ServerLimits) {
    this.#limits = limits
    this.#addresses = new SharedByKey(
      () => ({ open: 0, arrivals: tokenBucket(limits.newConnectionsPerSecond, limits.newConnectionBurst) }),
      ({ arrivals }) => isFull(arrivals),
    )
    this.#people = new SharedByKey(
      () => ({
        open: 0,
        joins: tokenBucket(limits.joinsPerSecond, limits.joinBurst),
        pushes: tokenBucket(limits.pushesPerSecond, limits.pushBurst),
        characters: tokenBucket(limits.charactersPerSecond, limits.characterBurst),
      }),
      ({ joins, pushes, characters }) => isFull(joins) && isFull(pushes) && isFull(characters),
    )
    this.#signIns = new SharedByKey(
      () => ({ open: 0 }),
      () => true,
    )
  }

  /**
   * A connection comes from an address, or from nobody knows where. Returns what to call when it is gone, or null when it
   * may not come in.
   */
  arrive(address: string | null): (() => void) | null {
    if (this.#open >= this.#limits.connectionsPerNode) return null
    const from = address === null ? null : this.#addresses.hold(address)
    const fits = !from || (from.open < this.#limits.connectionsPerAddress && from.arrivals.tryRemoveTokens(1))
    if (!fits) {
      if (address !== null) this.#addresses.release(address)
      return null
    }
    this.#open++
    if (from) from.open++
    return once(() => {
      this.#open--
      if (from) from.open--
      if (address !== null) this.#addresses.release(address)
    })
  }

  /**
   * Somebody wants to join. Throws DomainError: `too_many_connections`, or `rate_limited` for somebody who joins without
   * end.
   */
  admit(userId: string, signInId: string): Admitted {
    const rates = this.#people.hold(userId)
    const signIn = this.#signIns.hold(signInId)
    const release = () => {
      this.#people.release(userId)
      this.#signIns.release(signInId)
    }
    const { connectionsPerUser, connectionsPerSignIn } = this.#limits
    const full = rates.open >= connectionsPerUser || signIn.open >= connectionsPerSignIn
    if (full || !rates.joins.tryRemoveTokens(1)) {
      release()
      throw new DomainError(full ? 'too_many_connections' : 'rate_limited')
    }
    rates.open++
    signIn.open++
    return {
      rates,
      release: once(() => {
        rates.open--
        signIn.open--
        release()
      }),
    }
  }
}

/** Calls back the first time only. */
function once(callback: () => void): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    callback()
  }
}
