import { DecodeError } from '@tandem/crdt'
import {
  type Clock,
  type Downstream,
  decodeDownstream,
  encodeUpstream,
  limits,
  type SnapshotAt,
  type Upstream,
  type WelcomeMessage,
} from '@tandem/protocol'
import { backoffMs } from './backoff.ts'
import { SessionError } from './session-error.ts'
import type { Connection, Transport } from './transport.ts'
import type { Unpacker } from './unpacker.ts'

/** What a link needs from its session. */
export type LinkEvents = {
  /** What to say first on a new connection. May fail with a SessionError, which ends the session, or otherwise. */
  hello(): Promise<Upstream>
  /** A message came. Throws DecodeError when what is in it is damaged. */
  message(message: Downstream): void
  /** The connection is gone since then, or did not come to be; the next attempt is at `retryAt`. */
  lost(since: number, retryAt: number): void
  /** `hello` can't be said: trying again does not help. */
  refused(error: SessionError): void
}

/** From the beginning of an attempt to its `welcome`. */
export const welcomeDeadlineMs = 3 * limits.helloDeadlineMs
/** A server says something at least this often (a heartbeat is due every five seconds): one that did not is gone. */
export const silenceMs = 12_000
/** A connection that was of use for this long is a success: what went wrong before it does not count any more. */
const steadyMs = 1_000

/**
 * Keeps one connection alive: makes attempts with growing pauses, says `hello` first on each, and turns frames into
 * messages. A connection is *joined* from its `welcome` on; only then may anything else be sent.
 */
export class Link {
  readonly #transport: Transport
  readonly #unpacker: Unpacker
  readonly #clock: Clock
  readonly #random: () => number
  readonly #events: LinkEvents
  /** From the beginning of an attempt until its connection is gone. */
  #attempting = false
  #connection: Connection | null = null
  #joinedAt: number | null = null
  /** When the last frame came. */
  #heardAt = 0
  #stopped = true
  /** Attempts that went wrong since the last connection that was a success. */
  #failures = 0
  /** Frames that came while the snapshot of the `welcome` before them is unpacked; null when none is. */
  #held: Uint8Array[] | null = null
  /** Counts attempts, so that a late answer to an old one is known as such. */
  #generation = 0
  #cancelTimer = () => {}

  constructor(transport: Transport, unpacker: Unpacker, clock: Clock, random: () => number, events: LinkEvents) {
    this.#transport = transport
    this.#unpacker = unpacker
    this.#clock = clock
    this.#random = random
    this.#events = events
  }

  get joined(): boolean {
    return this.#joinedAt !== null
  }

  /**
   * Begins, also anew after `stop`. An attempt that waits for its time is made now, one under way goes on. Whoever asks for it
   * knows something that the attempts before did not: what went wrong with them does not count any more.
   */
  start(): void {
    this.#stopped = false
    this.#failures = 0
    this.#connect()
  }

  /** Sends when joined; otherwise the message is not sent, and the session says it again after the next `welcome`. */
  send(message: Upstream): void {
    if (this.joined) this.#connection?.send(encodeUpstream(message))
  }

  /** The device may have slept: a connection that is joined and has been silent for too long is left at once. */
  wake(): void {
    if (this.joined && this.#clock.now() - this.#heardAt > silenceMs) this.reconnect('now')
  }

  /**
   * Drops the connection, and makes a new one: at once, or after a pause. The second failure in a row has a pause in any
   * case, so that a server with which every connection fails is not asked without end. `silentMs`: for how long nothing had come.
   */
  reconnect(when: 'now' | 'later', silentMs = 0): void {
    const now = this.#clock.now()
    const steady = this.#joinedAt !== null && now - this.#joinedAt >= steadyMs
    this.#drop()
    if (this.#stopped) return
    this.#failures = steady ? 1 : this.#failures + 1
    if (when === 'now' && this.#failures === 1) {
      this.#events.lost(now - silentMs, now)
      this.#connect()
      return
    }
    const pause = backoffMs(this.#failures, this.#random())
    this.#cancelTimer = this.#clock.after(pause, () => this.#connect())
    this.#events.lost(now - silentMs, now + pause)
  }

  /** Leaves a connection with which nothing is wrong, for one on which another `hello` is said. Requires that it is joined. */
  greetAgain(): void {
    const now = this.#clock.now()
    this.#drop()
    this.#events.lost(now, now)
    this.#connect()
  }

  /** Ends it. Nothing is called any more, until `start`. */
  stop(): void {
    this.#stopped = true
    this.#drop()
  }

  #connect(): void {
    if (this.#stopped || this.#attempting) return
    this.#attempting = true
    this.#cancelTimer()
    const generation = ++this.#generation
    const isCurrent = () => generation === this.#generation
    // One deadline for all of it: the ticket, the connection, and the answer.
    this.#cancelTimer = this.#clock.after(welcomeDeadlineMs, () => this.reconnect('later'))
    // Encoded here, so that a ticket that no frame can hold is a failed attempt like any other.
    this.#events
      .hello()
      .then(encodeUpstream)
      .then(
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

  #open(hello: Uint8Array, isCurrent: () => boolean): void {
    const connection = this.#transport.open({
      opened: () => {
        if (isCurrent()) connection.send(hello)
      },
      frame: (frame) => {
        if (isCurrent()) this.#receive(frame)
      },
      closed: (_reason, silentMs) => {
        if (isCurrent()) this.reconnect('later', silentMs)
      },
    })
    this.#connection = connection
  }

  #receive(frame: Uint8Array): void {
    this.#heardAt = this.#clock.now()
    if (this.#held) {
      this.#held.push(frame)
      return
    }
    this.#orReconnect(() => {
      const message = decodeDownstream(frame)
      if (!this.#isInTurn(message)) throw new DecodeError('invalid', `${message.kind} out of turn`)
      if (message.kind === 'welcome' && message.snapshot && message.snapshot.coding !== 'identity') {
        this.#unpack(message, message.snapshot)
      } else {
        this.#deliver(message)
      }
    })
  }

  /** Unpacking takes a moment; what comes behind the `welcome` waits for it. */
  #unpack(message: WelcomeMessage & { readonly kind: 'welcome' }, snapshot: SnapshotAt): void {
    const held: Uint8Array[] = []
    this.#held = held
    const isCurrent = () => held === this.#held
    this.#unpacker.unpack(snapshot).then(
      (state) => {
        if (!isCurrent()) return
        this.#held = null
        this.#orReconnect(() => this.#deliver({ ...message, snapshot: { ...snapshot, coding: 'identity', state } }))
        for (const frame of held) if (this.joined) this.#receive(frame)
      },
      (error: unknown) => {
        const rethrow = () => {
          throw error
        }
        if (isCurrent()) this.#orReconnect(rethrow)
      },
    )
  }

  #deliver(message: Downstream): void {
    if (message.kind === 'welcome') {
      this.#cancelTimer()
      this.#joinedAt = this.#clock.now()
    }
    this.#events.message(message)
  }

  /** What is not from a server of ours, or damaged, can't be known, but it can be said again. */
  #orReconnect(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      this.reconnect('later')
    }
  }

  /** `welcome` comes first, and once; instead of it, an error may come. */
  #isInTurn({ kind }: Downstream): boolean {
    return this.joined ? kind !== 'welcome' : kind === 'welcome' || kind === 'error'
  }

  #drop(): void {
    this.#generation++
    this.#cancelTimer()
    this.#attempting = false
    this.#joinedAt = null
    this.#held = null
    const connection = this.#connection
    this.#connection = null
    connection?.close()
  }
}
