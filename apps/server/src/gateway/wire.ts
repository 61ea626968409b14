import type { Unsent } from '../limits/send-budget.ts'

/** The way to one client. Nothing here throws, also when the client is gone. */
export interface Wire {
  /** Sends a message behind the ones before it. Whom it goes to as well gets the same bytes, not equal ones. */
  write(message: Uint8Array): void
  /** What was sent and not taken. */
  readonly unsent: Unsent
  /** Calls back once, when some of it may have been taken; the returned function ends the wait. */
  onceDrained(callback: () => void): () => void
  /** Ends the connection: `after-all` lets the client have what was sent, if it takes it. */
  end(how: 'after-all' | 'at-once'): void
}
