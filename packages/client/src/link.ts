import { DecodeError } from '@tandem/crdt'
import type { Clock } from '@tandem/protocol'
import { type Downstream, decodeDownstream, encodeUpstream, limits, type Upstream } from '@tandem/protocol'
import { backoffMs } from './backoff.ts'
import { SessionError } from './session-error.ts'
import type { Connection, Transport } from './transport.ts'

/** What a link needs from its session. */
export type LinkEvents = {
  /** What to say first on a new connection. May fail with a SessionError, which ends the session, or otherwise. */
  hello(): Promise<Upstream>
  message(message: Downstream): void
  /** The connection is gone, or did not come to be; the next attempt is at `retryAt`. */
  lost(retryAt: number): void
  /** `hello` can't be said: trying again does not help. */
  refused(error: SessionError): void
}

/** From the beginning of an attempt to its `welcome`. */
const welcomeDeadlineMs = 3 * limits.helloDeadlineMs

/**
 * Keeps one connection alive: makes attempts with growing pauses, says `hello` first on each, and turns frames into
 * messages. A connection is *joined* from its `welcome` on; only then may anything else be sent.
 */
export class Link {
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #random: () => number
  readonly #events: LinkEvents
  #connection: Connection | null = null
  #joined = false
  #stopped = false
  /** Attempts since the last `welcome`. */
  #attempt = 0
  /** Counts connections, so that a late answer to an old one is known as such. */
  #generation = 0
  #cancelTimer = () => {}

  constructor(transport: Transport, clock: Clock, random: () => number, events: LinkEvents) {
    this.#transport = transport
    this.#clock = clock
    this.#random = random
    this.#events = events
  }

  get joined(): boolean {
    return this.#joined
  }

  /** Makes an attempt now, also when one is waiting for its time. */
  connect(): void {
    if (this.#stopped || this.#connection) return
    this.#cancelTimer()
    const generation = ++this.#generation
    const isCurrent = () => generation === this.#generation && !this.#stopped
    // One deadline for all of it: the ticket, the connection, and the answer.
    this.#cancelTimer = this.#clock.after(welcomeDeadlineMs, () => this.reconnect('later'))
    this.#events.hello().then(
      (hello) => {
        if (isCurrent()) this.#open(hello, isCurrent)
      },
      (error: unknown) => {
        if (!isCurrent()) return
        if (error instanceof SessionError) this.#events.refused(error)
        else this.reconnect('later')
      },
    )
  }

  /** Sends when joined; otherwise the message is not sent, and the session says it again after the next `welcome`. */
  send(message: Upstream): void {
    if (this.#joined) this.#connection?.send(encodeUpstream(message))
  }

  /** Drops the connection, and makes a new one: at once, or after the usual pause. */
  reconnect(when: 'now' | 'later'): void {
    this.#drop()
    if (this.#stopped) return
    if (when === 'later') {
      this.#retryLater()
    } else {
      this.#events.lost(this.#clock.now())
      this.connect()
    }
  }

  /** Ends it. Nothing is called any more, until `start`. */
  stop(): void {
    this.#stopped = true
    this.#drop()
  }

  /** Begins, or begins anew after `stop`. */
  start(): void {
    this.#stopped = false
    this.connect()
  }

  #open(hello: Upstream, isCurrent: () => boolean): void {
    const connection = this.#transport.open({
      opened: () => {
        if (isCurrent()) connection.send(encodeUpstream(hello))
      },
      frame: (frame) => {
        if (isCurrent()) this.#receive(frame)
      },
      closed: () => {
        if (isCurrent()) this.reconnect('later')
      },
    })
    this.#connection = connection
  }

  #receive(frame: Uint8Array): void {
    let message: Downstream
    try {
      message = decodeDownstream(frame)
    } catch (error) {
      // Not from a server of ours, or damaged: what it said can't be known, but it can be said again.
      if (!(error instanceof DecodeError)) throw error
      this.reconnect('later')
      return
    }
    if (message.kind === 'welcome') {
      this.#cancelTimer()
      this.#joined = true
      this.#attempt = 0
    }
    this.#events.message(message)
  }

  #drop(): void {
    this.#generation++
    this.#cancelTimer()
    this.#joined = false
    const connection = this.#connection
    this.#connection = null
    connection?.close()
  }

  #retryLater(): void {
    this.#attempt++
    const pause = backoffMs(this.#attempt, this.#random())
    this.#cancelTimer = this.#clock.after(pause, () => this.connect())
    this.#events.lost(this.#clock.now() + pause)
  }
}
