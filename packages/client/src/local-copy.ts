import {
  type Applied,
  type Change,
  DecodeError,
  decodeChange,
  encodeChange,
  InvalidChange,
  isReplicaId,
  LimitExceeded,
  TandemDoc,
} from '@tandem/crdt'
import {
  type Clock,
  type EchoMessage,
  EchoReader,
  type HeartbeatMessage,
  type IssuedReplica,
  limits,
  type WelcomeMessage,
} from '@tandem/protocol'
import type { ChangeName, OfflineStore, OutboxChange, StoredBase, StoredDocument, StoredRow } from './offline-store.ts'
import { Outbox } from './outbox.ts'

/** Rows kept behind the base before they are folded into it. */
export const rowsPerBase = 1000

/** What a `welcome` did. `replaced`: the document is another object now; `confirmed`: changes that the snapshot holds. */
export type Opened =
  | { readonly ok: true; readonly replaced: boolean; readonly confirmed: number }
  /** The server knows less of the log than this copy. */
  | { readonly ok: false; readonly why: 'behind' }
  | { readonly ok: false; readonly why: 'diverged' }

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
 *
 * What comes from a server or a device is taken whole or not at all; damaged bytes are a DecodeError.
 */
export class LocalCopy {
  readonly outbox = new Outbox()
  readonly #documentId: string
  readonly #store: OfflineStore
  readonly #clock: Clock
  readonly #storeFailed: (error: unknown) => void
  #doc: TandemDoc | null = null
  #echoes = new EchoReader()
  #seq = 0
  #replicas: readonly IssuedReplica[] = []
  #rowsBehindBase = 0
  #stale = false
  #kept: Promise<unknown> = Promise.resolve()

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

  /** The replica that this copy writes as, and those that have changes in the outbox, as many as may be claimed at once. */
  get replicas(): readonly IssuedReplica[] {
    const own = this.#stale ? null : (this.#doc?.replica ?? null)
    const wanted = new Set([own, ...this.outbox.changes.map((change) => change.replica)])
    const issued = new Map(this.#replicas.map((entry) => [entry.replica, entry]))
    return [...wanted].flatMap((replica) => issued.get(replica ?? 0) ?? []).slice(0, limits.maxReplicaTickets)
  }

  /**
   * Opens what the device has of the document, if it has anything. When that is damaged there is no document yet, but
   * the outbox is here: returns false, and it should be abandoned.
   */
  async restore(): Promise<boolean> {
    const stored = await this.#store.load(this.#documentId)
    if (!stored) return true
    const seq = stored.rows.at(-1)?.seq ?? stored.base?.seq ?? 0
    // Without a row and without a change there is nothing to show: not even that the document is empty is known.
    if (seq === 0 && stored.outbox.length === 0) return true
    for (const change of stored.outbox) this.outbox.add(change)
    this.#replicas = stored.replicas
    const doc = docOf(stored)
    if (!doc) return false
    this.#doc = doc
    this.#seq = seq
    this.#rowsBehindBase = stored.rows.length
    return true
  }

  /** Takes what the server sent to open with. Throws DecodeError. */
  welcome(message: WelcomeMessage): Opened {
    const [issued] = message.replicas
    if (issued && !isReplicaId(issued.replica)) throw new DecodeError('number', 'not a replica')
    this.#echoes = new EchoReader()
    const before = this.#stale ? null : this.#doc
    if (before && Math.min(message.head, message.snapshot?.seq ?? message.head) < this.#seq) {
      return { ok: false, why: 'behind' }
    }
    const kept = this.replicas
    let confirmed = 0
    if (message.snapshot) {
      const doc = TandemDoc.fromSnapshot(message.snapshot.state)
      // Here damaged bytes can be asked for again; at the first keystroke they could not.
      doc.check()
      // No echo will come for what the snapshot holds already.
      const isIn = ({ replica, rseq }: ChangeName) => rseq <= doc.rseqOf(replica)
      const included = this.outbox.changes.filter(isIn)
      const rest = this.outbox.changes.filter((change) => !isIn(change))
      if (!applyAll(doc, rest)) return { ok: false, why: 'diverged' }
      confirmed = included.filter((change) => this.outbox.confirm(change)).length
      this.#start(doc, message.snapshot, included)
    } else if (!before) {
      const doc = new TandemDoc()
      // Also on the device: what it had is not what the rows that come now go on from.
      this.#start(doc, { seq: 0, state: doc.snapshot() }, [])
    }
    this.#author(before?.replica ?? null, issued ?? null, kept)
    return { ok: true, replaced: this.#doc !== before, confirmed }
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

  /** Takes rows of the log; those since the last `welcome` in their order. Rows that were taken before are passed over. Throws DecodeError. */
  take(message: EchoMessage): Taken {
    const echo = this.#echoes.read(message)
    const doc = this.#doc
    if (!doc || this.#stale || echo.firstSeq > this.#seq + 1) return { ok: false, why: 'gap' }
    const rows: StoredRow[] = []
    const changes: Change[] = []
    const echoed: ChangeName[] = []
    for (const [at, row] of echo.rows.entries()) {
      const seq = echo.firstSeq + at
      if (seq <= this.#seq) continue
      if (row.kind === 'own') {
        const mine = this.outbox.find(row)
        if (!mine) return { ok: false, why: 'diverged' }
        rows.push({ seq, payload: mine.payload })
        echoed.push(mine)
        continue
      }
      const { change, payload } = row
      const mine = this.outbox.find(change)
      if (mine && !sameBytes(mine.payload, payload)) return { ok: false, why: 'diverged' }
      rows.push({ seq, payload })
      changes.push(change)
      if (mine) echoed.push(mine)
    }
    let applied: Applied
    try {
      applied = doc.apply(changes)
    } catch (error) {
      if (!isMisfit(error)) throw error
      return { ok: false, why: 'diverged' }
    }
    // The log never holds a change before what it depends on.
    if (doc.buffered > 0) return { ok: false, why: 'diverged' }
    this.#seq += rows.length
    for (const name of echoed) this.outbox.confirm(name)
    if (rows.length > 0) this.#keep(this.#store.takeRows(this.#documentId, rows, echoed))
    this.#fold(rows.length)
    return { ok: true, applied, confirmed: echoed.length }
  }

  /** Whether what shows here is what shows at the server; true when that can't be compared now. */
  agreesWith(check: HeartbeatMessage['check']): boolean {
    if (!check || check.seq !== this.#seq || this.outbox.size > 0 || !this.#doc) return true
    return this.#doc.digest() === check.digest
  }

  /**
   * Gives up what is in the outbox, and with it the replica that made it: the document is opened anew. Returns the
   * changes, which the device keeps for the person; what is damaged among them only the device has.
   */
  abandon(): readonly Change[] {
    const changes = this.outbox.clear()
    this.#keep(this.#store.rescueOutbox(this.#documentId))
    this.#stale = true
    this.#replicas = []
    return changes.flatMap((change) => decoded(change.payload) ?? [])
  }

  /** Resolves when the device has everything that it was told, or has failed to keep it. */
  async settled(): Promise<void> {
    await this.#kept
  }

  /** Goes on from another base. */
  #start(doc: TandemDoc, base: StoredBase, included: readonly ChangeName[]): void {
    this.#doc = doc
    this.#seq = base.seq
    this.#rowsBehindBase = 0
    this.#keep(this.#store.replaceBase(this.#documentId, base, included))
  }

  /** Writes as the replica that was issued, or as the one before. */
  #author(before: number | null, issued: IssuedReplica | null, kept: readonly IssuedReplica[]): void {
    this.#stale = false
    if (issued) {
      this.#doc?.become(issued.replica)
      this.#replicas = [...kept, issued]
      this.#keep(this.#store.keepReplicas(this.#documentId, this.#replicas))
    } else if (before !== null && this.#doc?.replica === null) {
      this.#doc.become(before)
    }
  }

  /** A document without an outbox is its own base: fold the rows into it before they become many. */
  #fold(rows: number): void {
    this.#rowsBehindBase += rows
    if (this.#rowsBehindBase < rowsPerBase || this.outbox.size > 0 || !this.#doc) return
    this.#rowsBehindBase = 0
    this.#keep(this.#store.replaceBase(this.#documentId, { seq: this.#seq, state: this.#doc.snapshot() }, []))
  }

  #keep(done: Promise<void>): void {
    this.#kept = Promise.all([this.#kept, done.catch(this.#storeFailed)])
  }
}

/** The document as the device has it; null when that is damaged. */
function docOf({ base, rows, outbox }: StoredDocument): TandemDoc | null {
  try {
    const doc = base ? TandemDoc.fromSnapshot(base.state) : new TandemDoc()
    doc.check()
    return applyAll(doc, rows) && applyAll(doc, outbox) ? doc : null
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return null
  }
}

/** Applies changes that must fit as they are. Returns whether they did. Throws DecodeError. */
function applyAll(doc: TandemDoc, changes: readonly { readonly payload: Uint8Array }[]): boolean {
  try {
    return doc.apply(changes.map((change) => decodeChange(change.payload))).buffered === 0
  } catch (error) {
    if (!isMisfit(error)) throw error
    return false
  }
}

function isMisfit(error: unknown): boolean {
  return error instanceof InvalidChange || error instanceof LimitExceeded
}

function decoded(payload: Uint8Array): Change | null {
  try {
    return decodeChange(payload)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return null
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
