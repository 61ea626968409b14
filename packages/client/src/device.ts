import type { Change } from '@tandem/crdt'
import type { IssuedReplica } from '@tandem/protocol'
import type {
  ChangeName,
  OfflineStore,
  OutboxChange,
  StoredAbout,
  StoredBase,
  StoredDocument,
  StoredRow,
} from './offline-store.ts'
import type { Outbox } from './outbox.ts'
import { readable } from './stored-document.ts'

/** What a device tells. */
export type DeviceEvents = {
  /** More of the outbox is on the device than before. */
  kept(): void
  /** Another session on this device is gone, and may have left something behind. */
  orphaned(): void
  /** The device can't keep something, or has lost it. Told once. */
  failed(reason: unknown): void
}

/**
 * The store's side of one document: tells it everything in the order in which it happened, and marks in the outbox what
 * it has. Once it failed, nothing is promised any more, and it is told nothing more: a store that misses one thing would
 * be wrong with the next.
 */
export class Device {
  readonly #documentId: string
  readonly #store: OfflineStore
  readonly #outbox: Outbox
  readonly #events: DeviceEvents
  #failed = false
  #settled: Promise<unknown> = Promise.resolve()

  constructor(documentId: string, store: OfflineStore, outbox: Outbox, events: DeviceEvents) {
    this.#documentId = documentId
    this.#store = store
    this.#outbox = outbox
    this.#events = events
    store.onLost((reason) => this.#fail(reason))
    store.onOrphaned(() => events.orphaned())
  }

  /** Whether what it is told outlives the page. */
  get works(): boolean {
    return this.#store.durable && !this.#failed
  }

  /** What the store has of the document; null also when it fails. */
  load(): Promise<StoredDocument | null> {
    return this.#read(null, (documentId) => this.#store.load(documentId))
  }

  /** What was rescued on this device and not dropped; nothing when it fails. What is damaged is left out. */
  async rescued(): Promise<readonly Change[]> {
    return readable(await this.#read([], (documentId) => this.#store.rescued(documentId)))
  }

  /** The outbox came from the store: all of it is there. */
  restored(): void {
    for (const change of this.#outbox.changes) this.#mark(change)
  }

  keepChange(change: OutboxChange): void {
    this.#tell(async (documentId) => {
      await this.#store.keepChanges(documentId, [change])
      this.#mark(change)
    })
  }

  takeRows(rows: readonly StoredRow[], echoed: readonly ChangeName[]): void {
    this.#tell((documentId) => this.#store.takeRows(documentId, rows, echoed))
  }

  replaceBase(base: StoredBase, included: readonly ChangeName[]): void {
    this.#tell((documentId) => this.#store.replaceBase(documentId, base, included))
  }

  keepReplicas(replicas: readonly IssuedReplica[], spares: readonly IssuedReplica[]): void {
    this.#tell((documentId) => this.#store.keepReplicas(documentId, replicas, spares))
  }

  /**
   * Keeps these, of which one is no spare any more, and returns whether the store has them. It is asked also when it has
   * failed before: that a spare is none is right whatever else it misses.
   */
  async retire(replicas: readonly IssuedReplica[], spares: readonly IssuedReplica[]): Promise<boolean> {
    try {
      await this.#store.keepReplicas(this.#documentId, replicas, spares)
      return true
    } catch (error) {
      this.#fail(error)
      return false
    }
  }

  keepAbout(about: StoredAbout): void {
    this.#tell((documentId) => this.#store.keepAbout(documentId, about))
  }

  /** The outbox is given up: it goes where the person can fetch it, and what it stood on goes. */
  abandon(): void {
    this.#tell((documentId) => this.#store.rescueOutbox(documentId))
    this.#tell((documentId) => this.#store.forgetBase(documentId))
  }

  dropRescued(): void {
    this.#tell((documentId) => this.#store.dropRescued(documentId))
  }

  /** The document goes from the device, unless something could not be kept: work that is not put aside yet would go with it. */
  clear(): void {
    const before = this.#settled
    this.#tell(async (documentId) => {
      await before
      if (!this.#failed) await this.#store.clear(documentId)
    })
  }

  /** Resolves when the store has everything that it was told, or has failed. */
  async settled(): Promise<void> {
    await this.#settled
  }

  async #read<T>(otherwise: T, what: (documentId: string) => Promise<T>): Promise<T> {
    if (this.#failed) return otherwise
    try {
      return await what(this.#documentId)
    } catch (error) {
      this.#fail(error)
      return otherwise
    }
  }

  #tell(what: (documentId: string) => Promise<void>): void {
    if (this.#failed) return
    const done = what(this.#documentId).catch((error: unknown) => this.#fail(error))
    this.#settled = Promise.all([this.#settled, done])
  }

  #mark(change: OutboxChange): void {
    if (this.works && this.#outbox.markKept(change)) this.#events.kept()
  }

  #fail(reason: unknown): void {
    if (this.#failed) return
    this.#failed = true
    this.#outbox.unmarkKept()
    this.#events.failed(reason)
  }
}
