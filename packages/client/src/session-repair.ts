import { type ErrorCode, type ErrorMessage, type HeartbeatMessage, retryOf, unreachable } from '@tandem/protocol'
import { giveUpOutbox } from './give-up-outbox.ts'
import { SessionError } from './session-error.ts'
import type { SessionLife } from './session-life.ts'
import type { SessionParts } from './session-parts.ts'

/** What is done when a session and its server do not agree: from asking again to opening the document anew. */
export class SessionRepair {
  readonly #parts: SessionParts
  readonly #life: SessionLife
  /** Something else shows here than the log says. */
  #diverged = false

  constructor(parts: SessionParts, life: SessionLife) {
    this.#parts = parts
    this.#life = life
  }

  /** Takes an error that the server sent. */
  failed(error: ErrorMessage): void {
    const { errors, link, pusher } = this.#parts
    const reaction = errors.take(error)
    switch (reaction) {
      case 'close':
        this.#life.refuse(new SessionError(error.code, error.message))
        break
      case 'give-up-outbox':
        this.#startOver(error.code)
        break
      case 'pause':
        pusher.pause()
        break
      case 'reconnect-now':
        link.reconnect('now')
        break
      case 'reconnect-later':
        link.reconnect('later')
        break
      default:
        unreachable(reaction)
    }
    // Last: a listener may do anything, even close the session.
    if (retryOf[error.code] === 'later') this.#life.hinder(error.code)
  }

  /** What the server sent of the log does not go on from here. */
  misfit(why: 'gap' | 'behind' | 'diverged'): void {
    if (why === 'diverged' || (why === 'behind' && this.#parts.errors.isBehindAgain())) this.#startOver(null)
    else this.#parts.link.reconnect('now')
  }

  /** Opens the document anew when something else shows here than the log says. */
  compare(heartbeat: HeartbeatMessage): void {
    const { copy, link } = this.#parts
    const digest = copy.wrongly(heartbeat)
    if (digest === null) return
    link.send({ kind: 'diverged', seq: heartbeat.check?.seq ?? 0, digest })
    this.#diverged = true
    this.whenSaved()
  }

  /** What is unsaved is in the log first: it would have to be given up with the document on which it stands. */
  whenSaved(): void {
    if (this.#diverged && this.#parts.copy.outbox.size === 0) this.#startOver(null)
  }

  /** Keeps what can't be accepted for the person, and opens the document as it is without it. */
  #startOver(code: ErrorCode | null): void {
    this.#parts.errors.outboxMoved()
    this.#diverged = false
    giveUpOutbox(this.#parts, code)
    this.#parts.link.reconnect('now')
  }
}
