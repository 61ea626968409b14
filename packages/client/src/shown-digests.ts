import type { Digest } from '@tandem/crdt'
import type { HeartbeatMessage } from '@tandem/protocol'

/** Rows that are remembered: a server says what the log shows at one of the last few that it named. */
const maxRemembered = 8

/** What showed here after some rows, for when the server says what should have. */
export class ShownDigests {
  readonly #bySeq = new Map<number, Digest>()

  /** Whether what shows after this row has to be looked at still. */
  lacks(seq: number): boolean {
    return !this.#bySeq.has(seq)
  }

  remember(seq: number, digest: Digest): void {
    this.#bySeq.set(seq, digest)
    for (const old of this.#bySeq.keys()) {
      if (this.#bySeq.size <= maxRemembered) break
      this.#bySeq.delete(old)
    }
  }

  /** What showed instead of what should have; null when it was the same, or is not known. */
  insteadOf(check: HeartbeatMessage['check']): Digest | null {
    const shown = check ? this.#bySeq.get(check.seq) : undefined
    return shown === undefined || shown === check?.digest ? null : shown
  }

  /** Another document is shown. */
  clear(): void {
    this.#bySeq.clear()
  }
}
