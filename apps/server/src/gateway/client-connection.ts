import { type Clock, type Downstream, type ErrorCode, encodeDownstream, retryOf } from '@tandem/protocol'
import { SendBudget } from '../limits/send-budget.ts'
import type { ServerLimits } from '../limits/server-limits.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { sentenceOf } from '../rooms/error-sentences.ts'
import type { SessionConnection } from '../rooms/room-session.ts'
import { Outgoing, type TurnEnd } from './outgoing.ts'
import { PushOrder } from './push-order.ts'
import type { Wire } from './wire.ts'

/** Time for the reason to reach the client before the connection is cut. */
export const farewellMs = 200

/** What a connection is made with. */
export type ConnectionParts = {
  readonly limits: ServerLimits
  readonly turnEnd: TurnEnd
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}

/** One client's connection as the rooms see it. Everything that its client is refused is told, counted and logged here. */
export class ClientConnection implements SessionConnection {
  /** Its number in the log lines of this process. */
  readonly id: number
  readonly #wire: Wire
  readonly #parts: ConnectionParts
  readonly #budget: SendBudget
  readonly #outgoing: Outgoing
  /** Null until it pushes: most sessions only read. */
  #order: PushOrder | null = null
  /** What log lines say of it. Never the socket's own id: that is a secret between it and its client. */
  #about: Readonly<Record<string, unknown>>
  /** Codes that were logged: a client that is refused without end does not fill the log. */
  #logged: Set<ErrorCode> | null = null
  #closed = false
  #toldWhy = false

  constructor(wire: Wire, id: number, parts: ConnectionParts) {
    this.#wire = wire
    this.#parts = parts
    this.#budget = new SendBudget(parts.limits)
    this.#outgoing = new Outgoing(parts.turnEnd, wire)
    this.id = id
    this.#about = { connection: id }
  }

  /** The order in which its changes come. */
  get order(): PushOrder {
    this.#order ??= new PushOrder(this.#parts.clock)
    return this.#order
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Whether it ends because of us, and its client was told why. */
  get toldWhy(): boolean {
    return this.#toldWhy
  }

  get congested(): boolean {
    return this.#budget.holdsBack(this.#wire)
  }

  /** Bytes that its client has not taken. */
  get unsentBytes(): number {
    return this.#wire.unsent.bytes
  }

  /** There is nobody any more at the other end. */
  gone(): void {
    this.#closed = true
    this.#outgoing.drop()
  }

  /** It is known now who it is, and which document it wants. */
  identify(user: string, document: string): void {
    this.#about = { ...this.#about, user, document }
  }

  send(frame: Uint8Array): void {
    if (this.#closed) return
    this.#budget.sent(frame.length)
    this.#outgoing.add(frame)
  }

  async drained(): Promise<void> {
    while (!this.#closed && this.congested) {
      await new Promise<void>((resolve) => {
        // That something was handed over does not say that the peer took it: look again then, or after a while.
        const stopWaiting = this.#wire.onceDrained(() => {
          cancel()
          resolve()
        })
        const cancel = this.#parts.clock.after(farewellMs, () => {
          stopWaiting()
          resolve()
        })
      })
    }
  }

  refuse(code: ErrorCode, rseq: number, message: string = sentenceOf(code)): void {
    if (retryOf[code] === 'later') this.order.refuse()
    this.#parts.metrics.refusals.inc({ code })
    this.#log(code, rseq, 'refused')
    this.send(encodeDownstream({ kind: 'error', code, message, rseq }))
  }

  close(error: Extract<Downstream, { kind: 'error' }>): void {
    if (this.#closed) return
    this.#parts.metrics.refusals.inc({ code: error.code })
    this.#log(error.code, error.rseq, 'closed')
    this.#outgoing.end(encodeDownstream(error))
    this.#closed = true
    this.#toldWhy = true
    // A reader that takes nothing would not take the end either.
    this.#parts.clock.after(farewellMs, () => this.#wire.end(this.unsentBytes > 0 ? 'at-once' : 'after-all'))
  }

  /** Cuts it when its client does not take what it is sent. Asked every so often. */
  checkReader(now: number): void {
    if (this.#closed || !this.#budget.isExceeded(this.#wire.unsent, now)) return
    this.close({ kind: 'error', code: 'resync', message: sentenceOf('resync'), rseq: 0 })
  }

  #log(code: ErrorCode, rseq: number, what: string): void {
    this.#logged ??= new Set()
    if (this.#logged.has(code)) return
    this.#logged.add(code)
    // A server that leaves says so once, not for each of its connections.
    const level = code === 'drain' ? 'debug' : 'warn'
    this.#parts.logger[level]({ ...this.#about, code, ...(rseq > 0 ? { rseq } : {}) }, what)
  }
}
