import { DecodeError } from '@tandem/crdt'
import { DomainError } from '@tandem/documents'
import {
  decodeUpstream,
  type ErrorCode,
  encodeDownstream,
  helloVersion,
  limits,
  protocolVersion,
  type Upstream,
  unreachable,
} from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { sentenceOf } from '../rooms/error-sentences.ts'
import type { SessionConnection } from '../rooms/room-session.ts'
import type { ConnectionSession } from './connection-session.ts'
import { handleHello, type JoinParts } from './handle-hello.ts'
import { handlePresence } from './handle-presence.ts'
import { handlePush, RefusedPush } from './handle-push.ts'

/** What a connection's frames are handled with. */
export type DispatchParts = JoinParts & { readonly logger: Logger; readonly metrics: Metrics }

/**
 * The frames of one connection, one at a time in their order. Whatever a frame holds, the worst that happens is that
 * this connection is told why and cut.
 */
export class Dispatch {
  readonly #parts: DispatchParts
  readonly #connection: SessionConnection
  #session: ConnectionSession = { phase: 'awaiting-hello' }
  #badFrames = 0

  constructor(parts: DispatchParts, connection: SessionConnection) {
    this.#parts = parts
    this.#connection = connection
  }

  /** Whether its `hello` has come. */
  get greeted(): boolean {
    return this.#session.phase !== 'awaiting-hello'
  }

  /** Takes a frame. Never throws. */
  receive(frame: unknown): void {
    if (this.#session.phase === 'closing') return
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
    if (session.phase !== 'joined') return
    session.room.leave(session.session)
    this.#parts.registry.release(session.room.documentId)
  }

  #decode(frame: unknown): Upstream {
    if (!(frame instanceof Uint8Array)) throw new DecodeError('invalid', 'a frame is bytes')
    const version = helloVersion(frame)
    if (version !== null && version !== protocolVersion) throw new DomainError('upgrade_required')
    return decodeUpstream(frame)
  }

  #handle(message: Upstream): void {
    switch (message.kind) {
      case 'hello':
        if (this.#session.phase !== 'awaiting-hello') throw new DomainError('already_joined')
        this.#session = { phase: 'joining' }
        this.#join(message)
        break
      case 'push':
        handlePush(this.#joined(), message)
        break
      case 'presence':
        handlePresence(this.#joined(), message)
        break
      default:
        unreachable(message)
    }
  }

  #join(hello: Extract<Upstream, { kind: 'hello' }>): void {
    handleHello(this.#parts, this.#connection, hello).then(
      (joined) => {
        if (this.#session.phase === 'joining') {
          this.#session = { phase: 'joined', ...joined }
        } else {
          // The connection went while it was let in.
          joined.room.leave(joined.session)
          this.#parts.registry.release(joined.room.documentId)
        }
      },
      (error: unknown) => this.#answer(error),
    )
  }

  #joined() {
    if (this.#session.phase !== 'joined') throw new DomainError('not_joined')
    return this.#session
  }

  /** Tells what was wrong; whether the connection lives on depends on what it was. */
  #answer(error: unknown): void {
    if (this.#session.phase === 'closing') return
    if (error instanceof RefusedPush) {
      this.#tell(error.code, error.message, error.rseq)
    } else if (error instanceof DecodeError) {
      this.#badFrame(error)
    } else if (error instanceof DomainError) {
      this.#cut(error.code, error.message)
    } else {
      this.#parts.logger.error({ err: error }, 'handling a frame failed')
      this.#cut('internal', sentenceOf('internal'))
    }
  }

  #badFrame(error: DecodeError): void {
    this.#parts.metrics.badFrames.inc()
    this.#badFrames++
    this.#parts.logger.warn({ reason: error.code, count: this.#badFrames }, 'a frame is no message')
    if (this.#badFrames >= limits.maxBadFrames) this.#cut('bad_request', sentenceOf('bad_request'))
    else this.#tell('bad_request', `${sentenceOf('bad_request')} (${error.message})`, 0)
  }

  #tell(code: ErrorCode, message: string, rseq: number): void {
    this.#connection.send(encodeDownstream({ kind: 'error', code, message, rseq }))
  }

  #cut(code: ErrorCode, message: string): void {
    this.disconnected()
    this.#connection.close({ kind: 'error', code, message, rseq: 0 })
  }
}
