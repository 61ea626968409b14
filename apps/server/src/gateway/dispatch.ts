import { DecodeError } from '@tandem/crdt'
import { DomainError } from '@tandem/documents'
import {
  decodeUpstream,
  type ErrorCode,
  helloVersion,
  isUpstreamKind,
  limits,
  protocolVersion,
  type Upstream,
  unreachable,
} from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { refusal, sentenceOf } from '../rooms/error-sentences.ts'
import type { ClientConnection } from './client-connection.ts'
import type { ConnectionSession } from './connection-session.ts'
import { handleDiverged } from './handle-diverged.ts'
import { handleHello, type JoinParts } from './handle-hello.ts'
import { handlePresence } from './handle-presence.ts'
import { handlePush } from './handle-push.ts'

/** What a connection's frames are handled with. */
export type DispatchParts = JoinParts & { readonly logger: Logger; readonly metrics: Metrics }

/**
 * The frames of one connection, one at a time in their order. Whatever a frame holds, the worst that happens is that
 * this connection is told why and cut.
 */
export class Dispatch {
  readonly #parts: DispatchParts
  readonly #connection: ClientConnection
  #session: ConnectionSession = { phase: 'awaiting-hello' }
  #badFrames = 0

  constructor(parts: DispatchParts, connection: ClientConnection) {
    this.#parts = parts
    this.#connection = connection
  }

  /** Whether its `hello` has come. */
  get greeted(): boolean {
    return this.#session.phase !== 'awaiting-hello'
  }

  /** Takes a frame. Never throws. */
  receive(frame: unknown): void {
    // What comes behind the reason why it is cut is not looked at.
    if (this.#session.phase === 'closing' || this.#connection.closed) return
    try {
      this.#handle(this.#decode(frame))
    } catch (error) {
      this.#answer(error)
    }
  }

  /** The connection is gone. */
  disconnected(): void {
    const session = this.#session
    this.#session = { phase: 'closing' }
    if (session.phase === 'joined') session.joined.leave()
  }

  #decode(frame: unknown): Upstream {
    if (!(frame instanceof Uint8Array)) throw new DecodeError('invalid', 'a frame is bytes')
    if (!isUpstreamKind(frame)) throw new UnknownKind('there is no such kind of message')
    const version = helloVersion(frame)
    if (version !== null && version !== protocolVersion) throw refusal('upgrade_required')
    return decodeUpstream(frame)
  }

  #handle(message: Upstream): void {
    switch (message.kind) {
      case 'hello':
        if (this.#session.phase !== 'awaiting-hello') throw refusal('already_joined')
        this.#session = { phase: 'joining' }
        this.#join(message)
        break
      case 'push':
        handlePush(this.#joined(), message, this.#parts.overload)
        break
      case 'presence':
        handlePresence(this.#joined(), message, this.#parts.overload)
        break
      case 'diverged':
        handleDiverged(this.#joined(), message, this.#parts)
        break
      default:
        unreachable(message)
    }
  }

  #join(hello: Extract<Upstream, { kind: 'hello' }>): void {
    handleHello(this.#parts, this.#connection, hello).then(
      (joined) => {
        if (this.#session.phase === 'joining') this.#session = { phase: 'joined', joined }
        // The connection went while it was let in.
        else joined.leave()
      },
      (error: unknown) => this.#answer(error),
    )
  }

  #joined() {
    if (this.#session.phase !== 'joined') throw refusal('not_joined')
    return this.#session.joined
  }

  /** Tells what was wrong; whether the connection lives on depends on what it was. */
  #answer(error: unknown): void {
    if (this.#session.phase === 'closing') return
    if (error instanceof DecodeError) {
      this.#badFrame(error.code === 'limit' ? 'too_large' : 'bad_request', error.message)
    } else if (error instanceof UnknownKind) {
      this.#badFrame('unknown_event', error.message)
    } else if (error instanceof DomainError) {
      this.#cut(error.code, error.message)
    } else {
      this.#parts.logger.error({ err: error }, 'handling a frame failed')
      this.#cut('internal', sentenceOf('internal'))
    }
  }

  #badFrame(code: ErrorCode, reason: string): void {
    this.#parts.metrics.badFrames.inc()
    this.#badFrames++
    if (this.#badFrames >= limits.maxBadFrames) this.#cut(code, sentenceOf(code))
    else this.#connection.refuse(code, 0, `${sentenceOf(code)} (${reason})`)
  }

  #cut(code: ErrorCode, message: string): void {
    this.disconnected()
    this.#connection.close({ kind: 'error', code, message, rseq: 0 })
  }
}

/** A frame whose first byte names no message. */
class UnknownKind extends Error {
  override readonly name = 'UnknownKind'
}
