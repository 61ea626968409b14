import {
  type Applied,
  type Change,
  decodeChange,
  encodeChange,
  InvalidChange,
  LimitExceeded,
  TandemDoc,
} from '@tandem/crdt'
import type { Clock, EchoMessage, IssuedReplica, WelcomeMessage } from '@tandem/protocol'
import type { ChangeName, OfflineStore, OutboxChange, StoredRow } from './offline-store.ts'
import { Outbox } from './outbox.ts'

/** Rows kept behind the base before they are folded into it. */
const rowsPerBase = 1000

/** What an echo did. */
export type Taken =
  | { readonly ok: true; readonly applied: Applied; readonly confirmed: number }
  /** Rows are missing before these. */
  | { readonly ok: false; readonly why: 'gap' }
  /** This copy and the log can't be of one document: it has to be opened anew. */
  | { readonly ok: false; readonly why: 'diverged' }

/**
 * One document on this side: the log up to row `seq`, and the outbox on top of it. Keeps the device's store in step:
 * what is told to the store is told in the order in which it happened.
 */
export class LocalCopy {
  readonly outbox = new Outbox()
  readonly #documentId: string
  readonly #store: OfflineStore
  readonly #clock: Clock
  readonly #storeFailed: (error: unknown) => void
  #doc: TandemDoc | null = null
  #seq = 0
  #replicas: readonly IssuedReplica[] = []
  #rowsBehindBase = 0
  #stale = false

  constructor(documentId: string, store: OfflineStore, clock: Clock, storeFailed: (error: unknown) => void) {
    this.#documentId = documentId
    this.#store = store
    this.#clock = clock
    this.#storeFailed = storeFailed
  }

  /** The document; null until it was opened for the first time. */
  get doc(): TandemDoc | null {
    return this.#doc
  }

  /** The document is only to be looked at: another one comes in its place with the next `welcome`. */
  get stale(): boolean {
    return this.#stale
  }

  /** The last row that was taken. */
  get seq(): number {
    return this.#seq
  }

  /** Replicas that this copy writes as, or has changes of in its outbox. */
  get replicas(): readonly IssuedReplica[] {
    return this.#replicas
  }

  /** Opens what the device has of the document, if it has anything. */
  async restore(): Promise<void> {
    const stored = await this.#store.load(this.#documentId)
    if (!stored || (stored.base === null && stored.rows.length === 0)) return
    const doc = stored.base ? TandemDoc.fromSnapshot(stored.base.state) : new TandemDoc()
    doc.apply(stored.rows.map((row) => decodeChange(row.payload)))
    doc.apply(stored.outbox.map((change) => decodeChange(change.payload)))
    for (const change of stored.outbox) this.outbox.add(change)
    this.#doc = doc
    this.#seq = stored.rows.at(-1)?.seq ?? stored.base?.seq ?? 0
    this.#rowsBehindBase = stored.rows.length
    this.#replicas = stored.replicas
  }

  /** Takes what the server sent to open with. Returns whether the document is another object now. */
  welcome(message: WelcomeMessage): boolean {
    const before = this.#doc
    const replica = this.#stale ? null : (before?.replica ?? null)
    if (message.snapshot) {
      this.#doc = TandemDoc.fromSnapshot(message.snapshot.state)
      this.#seq = message.snapshot.seq
      this.#doc.apply(this.outbox.changes.map((change) => decodeChange(change.payload)))
      this.#rowsBehindBase = 0
      this.#keep(this.#store.replaceBase(this.#documentId, message.snapshot))
    } else if (!this.#doc || this.#stale) {
      this.#doc = new TandemDoc()
      this.#seq = 0
    }
    this.#stale = false
    const doc = this.#doc
    const issued = message.replicas[0]
    if (issued) {
      doc.become(issued.replica)
      this.#replicas = [...this.#replicas, issued]
      this.#keep(this.#store.keepReplicas(this.#documentId, this.#replicas))
    } else if (replica !== null && doc.replica === null) {
      doc.become(replica)
    }
    return doc !== before
  }

  /** Puts one of my changes, already made in the document, into the outbox. */
  put(change: Change): void {
    const entry: OutboxChange = {
      replica: change.replica,
      rseq: change.rseq,
      payload: encodeChange(change),
      madeAt: this.#clock.now(),
    }
    this.outbox.add(entry)
    this.#keep(this.#store.keepChanges(this.#documentId, [entry]))
  }

  /** Takes rows of the log. Rows that were taken before are passed over. */
  take(echo: EchoMessage): Taken {
    const doc = this.#doc
    if (!doc || this.#stale || echo.firstSeq > this.#seq + 1) return { ok: false, why: 'gap' }
    const rows: StoredRow[] = []
    const changes: Change[] = []
    const echoed: ChangeName[] = []
    for (const [at, row] of echo.rows.entries()) {
      const seq = echo.firstSeq + at
      if (seq <= this.#seq) continue
      if (row.kind === 'own') {
        const mine = this.outbox.changes.find((change) => change.replica === row.replica && change.rseq === row.rseq)
        if (!mine) return { ok: false, why: 'diverged' }
        rows.push({ seq, payload: mine.payload })
        echoed.push(mine)
      } else {
        const change = decodeChange(row.payload)
        rows.push({ seq, payload: row.payload })
        changes.push(change)
        echoed.push(change)
      }
    }
    let applied: Applied
    try {
      applied = doc.apply(changes)
    } catch (error) {
      if (!(error instanceof InvalidChange || error instanceof LimitExceeded)) throw error
      return { ok: false, why: 'diverged' }
    }
    // The log never holds a change before what it depends on.
    if (doc.buffered > 0) return { ok: false, why: 'diverged' }
    this.#seq += rows.length
    const confirmed = echoed.filter((name) => this.outbox.confirm(name.replica, name.rseq))
    if (rows.length > 0) this.#keep(this.#store.takeRows(this.#documentId, rows, confirmed))
    this.#fold(rows.length)
    return { ok: true, applied, confirmed: confirmed.length }
  }

  /**
   * Gives up what is in the outbox, and with it the replica that made it: the document is opened anew. Returns the
   * changes, which the device keeps for the person.
   */
  abandon(): readonly Change[] {
    const changes = this.outbox.clear()
    this.#keep(this.#store.rescueOutbox(this.#documentId))
    this.#stale = true
    this.#replicas = []
    return changes.map((change) => decodeChange(change.payload))
  }

  /** A document without an outbox is its own base: fold the rows into it before they become many. */
  #fold(rows: number): void {
    this.#rowsBehindBase += rows
    if (this.#rowsBehindBase < rowsPerBase || this.outbox.size > 0 || !this.#doc) return
    this.#rowsBehindBase = 0
    this.#keep(this.#store.replaceBase(this.#documentId, { seq: this.#seq, state: this.#doc.snapshot() }))
  }

  #keep(done: Promise<void>): void {
    done.catch(this.#storeFailed)
  }
}
