import type { ServerLimits } from './server-limits.ts'

/** What was sent and not taken: in our own queues and in those of the operating system that we can see. */
export type Unsent = {
  readonly bytes: number
  readonly messages: number
  /** Another number whenever the reader has taken something. */
  readonly mark: number
}

/** How much may wait for one reader, and how long. */
export class SendBudget {
  readonly #limits: ServerLimits
  #largest = 0
  #mark: number | null = null
  #markedAt = 0

  constructor(limits: ServerLimits) {
    this.#limits = limits
  }

  /** A message of so many bytes goes out. */
  sent(bytes: number): void {
    this.#largest = Math.max(this.#largest, bytes)
  }

  /** Whether so much waits that rows had better stay in the log until the reader has taken it. */
  holdsBack({ bytes, messages }: Unsent): boolean {
    return bytes > this.#limits.heldBackBytes || messages > this.#limits.heldBackMessages
  }

  /** Whether the reader is to be cut: too much waits, or it has taken nothing for too long. Asked every so often. */
  isExceeded(unsent: Unsent, now: number): boolean {
    if (unsent.bytes === 0) {
      this.#mark = null
      return false
    }
    if (unsent.mark !== this.#mark) {
      this.#mark = unsent.mark
      this.#markedAt = now
    }
    // The largest message is a document that was just opened: it may be larger than what may wait behind it.
    const most = this.#limits.unsentBytes + this.#largest
    if (unsent.bytes > most || unsent.messages > this.#limits.unsentMessages) return true
    return now - this.#markedAt >= this.#limits.unsentMs
  }
}
