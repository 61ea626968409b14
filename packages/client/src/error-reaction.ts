import { type ErrorMessage, retryOf, unreachable } from '@tandem/protocol'

/** What a session does about an error that a server sent. */
export type Reaction =
  /** The session is over: trying again does not help. */
  | 'close'
  /** What is in the outbox can't be accepted: keep it for the person, and open the document without it. */
  | 'give-up-outbox'
  /** Send the outbox again after a pause, on this connection. */
  | 'pause'
  | 'reconnect-now'
  | 'reconnect-later'

/** What the reaction depends on besides the error. */
export type Recently = {
  /** `resync` answers since the last own echo, this one included. */
  readonly resyncs: number
  /** A fresh ticket was refused as well. */
  readonly reauthenticated: boolean
}

/** `resync` answers in a row after which catching up is evidently no cure. */
export const maxResyncs = 3

/** What to do about this error. One that names a change (`rseq`) is about a push, any other about the session. */
export function reactionTo(error: ErrorMessage, recently: Recently): Reaction {
  const aboutPush = error.rseq > 0
  const retry = retryOf[error.code]
  switch (retry) {
    case 'no':
      return aboutPush ? 'give-up-outbox' : 'close'
    case 'later':
      return aboutPush ? 'pause' : 'reconnect-later'
    case 'reauth':
      // A ticket may have run out on its way; when a fresh one is refused as well, the sign-in is gone.
      return recently.reauthenticated ? 'close' : 'reconnect-now'
    case 'resync':
      if (recently.resyncs > maxResyncs) return 'give-up-outbox'
      return recently.resyncs > 1 ? 'reconnect-later' : 'reconnect-now'
    default:
      return unreachable(retry)
  }
}
