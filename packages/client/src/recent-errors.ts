import { type ErrorMessage, retryOf } from '@tandem/protocol'
import { doubtsOutbox, maxDoubts, type Reaction, reactionTo } from './error-reaction.ts'

/** What went wrong lately, as far as it decides what is done about the next error. */
export class RecentErrors {
  /** Reasons to doubt the outbox since it last moved on. */
  #doubts = 0
  /** A fresh ticket was fetched because one was refused. */
  #reauthenticated = false

  /** Takes an error, and tells what to do about it. */
  take(error: ErrorMessage): Reaction {
    if (doubtsOutbox(error)) this.#doubts++
    const reaction = reactionTo(error, { doubts: this.#doubts, reauthenticated: this.#reauthenticated })
    this.#reauthenticated ||= retryOf[error.code] === 'reauth'
    return reaction
  }

  /** The server knows less of the log than this session. Whether it has said so too often. */
  isBehindAgain(): boolean {
    return ++this.#doubts > maxDoubts
  }

  /** The oldest unsaved change got through, or all of them were given up. */
  outboxMoved(): void {
    this.#doubts = 0
  }

  /** A ticket was accepted, or nobody asks for one any more. */
  authenticated(): void {
    this.#reauthenticated = false
  }
}
