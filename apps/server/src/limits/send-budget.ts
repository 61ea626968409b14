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
  /** What can wait at most: what did at the last look, and what went out since. */
  #bytes = 0
  #messages = 0
  #mark: number | null = null
  #markedAt = 0

  constructor(limits: ServerLimits) {
    this.#limits = limits
  }

  /** A message of so many bytes goes out. */
  sent(bytes: number): void {
    this.#largest = Math.max(this.#largest, bytes)
    this.#bytes += bytes
    this.#messages++
  }

  /**
   * Whether so much waits that rows had better stay in the log until the reader has taken it. Asked for every session at
   * every echo, so it looks only when enough went out for that.
   */
  holdsBack(reader: { readonly unsent: Unsent }): boolean {
    if (!this.#isMuch()) return false
    const { bytes, messages } = reader.unsent
    this.#bytes = bytes
    this.#messages = messages
    return this.#isMuch()
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

  #isMuch(): boolean {
    return this.#bytes > this.#limits.heldBackBytes || this.#messages > this.#limits.heldBackMessages
  }
}
