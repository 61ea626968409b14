import type { AccessChanges, KnownAccess } from '@tandem/documents'
import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { AccessLease } from '../rooms/access-lease.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'

/** Where it is looked up who may be where. */
export interface AccessSource {
  /**
   * What is not as `known` has it, as of a moment after `known` was asked: that is when the source is ready, which may take
   * a while. What changes from then on is heard, unless the source is lost.
   */
  find(known: () => KnownAccess): Promise<AccessChanges>
  /** Gives up what answers are waited for, and does not answer any more until it is asked again. */
  drop(): void
  close(): Promise<void>
}

/** What a source says by itself. */
export type AccessHeard = {
  /** A document's access, title or place changed; null: anybody's. */
  changed(documentId: string | null): void
  /** Nothing is heard any more. */
  lost(): void
}

/** Makes a node's source. */
export type OpenAccessSource = (heard: AccessHeard) => AccessSource

/** What the watch needs. */
export type AccessWatchParts = {
  readonly access: OpenAccessSource
  readonly registry: RoomRegistry
  readonly lease: AccessLease
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}

/**
 * How often a node looks although nothing was said to it. Twice within the lease, less what a look takes, so that one
 * that is late does not make everybody wait.
 */
const pollMs = 400
/** What is said while a look is under way is looked at together, a little later: a busy time is no reason to look without end. */
const gatherMs = 20
/** Until a source that was lost is asked again. */
const lostMs = 100

/**
 * Keeps what this node knows of people's access true, and its lease with it.
 *
 * The source says that something changed when it was committed; then, and every `pollMs` in any case, all that is open
 * here is compared with what is true. So a word that got lost, or a process that was stopped, costs no more than the
 * time to the next look.
 */
export class AccessWatch {
  readonly #parts: AccessWatchParts
  readonly #source: AccessSource
  #looking: Promise<void> | null = null
  #lookAgain = false
  #cancel = () => {}
  #closed = false

  constructor(parts: AccessWatchParts) {
    this.#parts = parts
    this.#source = parts.access({
      changed: (documentId) => {
        if (documentId === null || parts.registry.open(documentId).length > 0) this.look()
      },
      lost: () => this.look(),
    })
    parts.lease.onDoubt = () => this.look()
    this.look()
  }

  /** Looks now, and once more if it is looking already. */
  look(): void {
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    if (this.#closed) return
    this.#cancel()
    this.#looking = this.#lookNow().then((nextMs) => {
      this.#looking = null
      if (!this.#closed) this.#cancel = this.#parts.clock.after(nextMs, () => this.look())
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancel()
    await this.#looking
    await this.#source.close()
  }

  /** Looks, and answers how long to wait until the next time. */
  async #lookNow(): Promise<number> {
    try {
      this.#lookAgain = false
      await this.#lookOnce()
      return this.#lookAgain ? gatherMs : pollMs
    } catch (error) {
      this.#parts.metrics.accessLooksFailed.inc()
      this.#parts.logger.warn({ err: error }, 'looking who may be here failed')
      this.#source.drop()
      return lostMs
    }
  }

  async #lookOnce(): Promise<void> {
    const { registry, lease } = this.#parts
    let began = lease.moment()
    const changes = await this.#source.find(() => {
      began = lease.moment()
      return registry.knownAccess()
    })
    // First, so that a room sees whether this is an answer of now. Nothing is sent in between.
    lease.renew(began)
    registry.accessChanged(changes)
    for (const code of changes.ended.values()) this.#parts.metrics.signInsEnded.inc({ code })
  }
}
