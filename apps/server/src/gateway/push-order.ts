import type { ReplicaId } from '@tandem/crdt'
import type { Clock } from '@tandem/protocol'

/** What names a change. */
type Named = { readonly replica: ReplicaId; readonly rseq: number }

/** How long what a client has on its way when it is told to wait is dropped without another word. */
const silenceMs = 500

/**
 * The order in which one connection's changes come. A client sends its outbox in order and never the same change twice,
 * until it is told to wait: then it begins again with the first change that has no echo. So a change that is not newer
 * than one that came before is where it begins again.
 */
export class PushOrder {
  readonly #clock: Clock
  /** Null until the first change comes: most sessions only read. */
  #newest: Map<ReplicaId, number> | null = null
  #refusedAt: number | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether everything is refused for now, until the client begins again. */
  get refuses(): boolean {
    return this.#refusedAt !== null
  }

  /**
   * Whether the client is to be told (again) that it has to wait. What it was told about may turn out to be in the log
   * after all; then it has nothing to begin again with, and goes on behind it.
   */
  get isWordDue(): boolean {
    if (this.#refusedAt === null) return true
    const since = this.#clock.now() - this.#refusedAt
    return since < 0 || since >= silenceMs
  }

  /** The client is told to wait: what is on its way behind it is refused with it. */
  refuse(): void {
    this.#refusedAt = this.#clock.now()
  }

  /** A push comes that starts with this change. */
  begins(change: Named): void {
    if (this.refuses && change.rseq <= (this.#newest?.get(change.replica) ?? 0)) {
      this.#refusedAt = null
      // What was dropped comes again, and must not be taken for another beginning then.
      this.#newest = null
    }
    this.saw(change)
  }

  /** A change came. */
  saw({ replica, rseq }: Named): void {
    this.#newest ??= new Map()
    this.#newest.set(replica, Math.max(rseq, this.#newest.get(replica) ?? 0))
  }
}
