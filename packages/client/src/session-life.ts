import type { TandemDoc } from '@tandem/crdt'
import type { Clock, ErrorCode } from '@tandem/protocol'
import { endsAccess } from './error-reaction.ts'
import { giveUpOutbox } from './give-up-outbox.ts'
import type { SessionError } from './session-error.ts'
import type { SessionParts } from './session-parts.ts'
import { initialState, nextState, type SessionEvent, type SessionState } from './session-state.ts'

/** How a session goes from state to state: it begins with what the device has, connects, is lost, comes back, and ends. */
export class SessionLife {
  readonly #parts: SessionParts
  readonly #clock: Clock
  #state: SessionState = initialState
  #hindrance: ErrorCode | null = null
  /** The link may be started: what the device has is there. */
  #restored = false
  #left = false

  constructor(parts: SessionParts, clock: Clock) {
    this.#parts = parts
    this.#clock = clock
  }

  get state(): SessionState {
    return this.#state
  }

  /** Why the server takes nothing for now; null when it does, or has not said. */
  get hindrance(): ErrorCode | null {
    return this.#hindrance
  }

  /** Whoever began the session has closed it. */
  get left(): boolean {
    return this.#left
  }

  /** It was left, or refused for good. */
  get over(): boolean {
    return this.#left || this.#state.phase === 'closed'
  }

  /** It was refused for good, and neither it nor a page that is loaded next may send what the outbox has. */
  get hopeless(): boolean {
    if (this.#state.phase !== 'closed') return false
    const { code } = this.#state.reason
    if (code === 'upgrade_required') return !this.#parts.copy.device.works
    return code !== 'auth_required'
  }

  async start(): Promise<void> {
    const { copy, emitter, room } = this.#parts
    const before = await copy.device.rescued()
    const whole = await copy.restore((about) => room.restore(about))
    if (before.length > 0) emitter.emit('rescuedBefore', before)
    if (!whole) giveUpOutbox(this.#parts, null)
    if (this.#left) return
    this.#restored = true
    if (copy.doc) this.opened(copy.doc)
    room.tell()
    if (copy.outbox.size > 0) emitter.emit('unsaved', copy.outbox.unsaved)
    // A listener may have closed it meanwhile.
    if (!this.#left) this.#parts.link.start()
  }

  /** A document is there: for the first time, or another one in place of it. */
  opened(doc: TandemDoc): void {
    const { emitter, presence } = this.#parts
    presence.open(doc)
    emitter.emit('open', doc)
    emitter.emit('properties', [...doc.properties.keys()])
  }

  /** Goes on to what the state becomes with this, and tells it. */
  become(event: SessionEvent): void {
    const state = nextState(this.#state, event)
    if (state === this.#state) return
    this.#state = state
    this.#parts.emitter.emit('state', state)
  }

  /** The server said why it takes nothing for now, or null: it does. */
  hinder(hindrance: ErrorCode | null): void {
    if (hindrance === this.#hindrance) return
    this.#hindrance = hindrance
    this.#parts.emitter.emit('hindered', hindrance)
  }

  /** Tries to connect now. An attempt under way goes on as it is. */
  retry(): void {
    if (this.#left || !this.#restored || this.#parts.link.joined) return
    this.become({ type: 'retried', now: this.#clock.now() })
    if (this.#state.phase !== 'closed') this.#parts.link.start()
  }

  /** The device may have slept: looks after the connection, or tries to have one now. */
  wake(): void {
    const { link } = this.#parts
    if (link.joined) link.wake()
    else if (this.#state.phase !== 'closed') this.retry()
  }

  /** The connection is gone since then; the next attempt is at `retryAt`. */
  lost(since: number, retryAt: number): void {
    this.#rest()
    this.become({ type: 'lost', since, retryAt })
    this.#parts.room.leavePeers()
  }

  /** Ends it for a reason that trying again does not change. */
  refuse(error: SessionError): void {
    const { copy, errors, link, room } = this.#parts
    errors.authenticated()
    this.#rest()
    link.stop()
    this.become({ type: 'refused', reason: { code: error.code, message: error.message } })
    room.leavePeers()
    if (this.hopeless && copy.outbox.size > 0) giveUpOutbox(this.#parts, error.code)
    if (endsAccess(error.code)) copy.device.clear()
  }

  /** Leaves, and resolves when the store has everything. */
  async leave(): Promise<void> {
    const { copy, emitter, link, pusher } = this.#parts
    this.#left = true
    // What was written a moment ago.
    pusher.flush()
    this.#rest()
    link.stop()
    emitter.clear()
    await copy.device.settled()
  }

  /** Nothing goes out until the next `welcome`. */
  #rest(): void {
    this.#parts.pusher.stop()
    this.#parts.presence.pause()
  }
}
