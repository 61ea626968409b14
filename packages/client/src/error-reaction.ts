import { type ErrorCode, type ErrorMessage, retryOf, unreachable } from '@tandem/protocol'

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
  /** Errors that doubt the outbox since it last moved on, this one included. */
  readonly doubts: number
  /** A fresh ticket was refused as well. */
  readonly reauthenticated: boolean
}

/** Doubts in a row after which catching up is evidently no cure. */
export const maxDoubts = 3

/** What to do about this error. One that names a change (`rseq`) is about a push, any other about the session. */
export function reactionTo(error: ErrorMessage, recently: Recently): Reaction {
  const aboutPush = error.rseq > 0
  const retry = retryOf[error.code]
  switch (retry) {
    case 'no':
      // Bytes that are no change have no number that could be named.
      return aboutPush || error.code === 'bad_change' ? 'give-up-outbox' : 'close'
    case 'later':
      return aboutPush ? 'pause' : 'reconnect-later'
    case 'reauth':
      // A ticket may have run out on its way; when a fresh one is refused as well, the sign-in is gone.
      return recently.reauthenticated ? 'close' : 'reconnect-now'
    case 'resync':
      return doubtsOutbox(error) && recently.doubts > maxDoubts ? 'give-up-outbox' : 'reconnect-now'
    default:
      return unreachable(retry)
  }
}

/**
 * Whether this error may come back for as long as the outbox is as it is. The other `resync` errors are about the
 * connection alone, and no number of them is a reason to give work up.
 */
export function doubtsOutbox({ code }: ErrorMessage): boolean {
  return retryOf[code] === 'resync' && code !== 'resync' && code !== 'not_joined'
}

/** Whether a session that this error closes means that the document is not to be read any more. */
export function endsAccess(code: ErrorCode): boolean {
  return code === 'not_found' || code === 'forbidden' || code === 'document_trashed' || code === 'account_disabled'
}
