import {
  type Applied,
  type Change,
  DecodeError,
  type Digest,
  encodeChange,
  isReplicaId,
  type ReplicaId,
  TandemDoc,
} from '@tandem/crdt'
import {
  type Clock,
  type EchoMessage,
  EchoReader,
  type HeartbeatMessage,
  type IssuedReplica,
  type WelcomeMessage,
} from '@tandem/protocol'
import { Device, type DeviceEvents } from './device.ts'
import { leftBehind } from './left-behind.ts'
import { newRows } from './new-rows.ts'
import type { ChangeName, OfflineStore, OutboxChange, StoredAbout, StoredBase } from './offline-store.ts'
import { Outbox } from './outbox.ts'
import { OwnReplicas } from './own-replicas.ts'
import { ShownDigests } from './shown-digests.ts'
import { applyFitting, lastSeqOf, openSnapshot, openStored, readAll, readable } from './stored-document.ts'

/** Rows kept behind the base before they are folded into it. */
const rowsPerBase = 1000

/** What a `welcome` did. `replaced`: the document is another object now; `confirmed`: changes that the snapshot holds. */
type Opened =
  | { readonly ok: true; readonly replaced: boolean; readonly confirmed: number }
  /** The server knows less of the log than this copy. */
  | { readonly ok: false; readonly why: 'behind' }
  | { readonly ok: false; readonly why: 'diverged' }

/** What an echo did. */
type Taken =
  | {
      readonly ok: true
      readonly applied: Applied
      readonly confirmed: number
      /** Who wrote what was applied. */
      readonly writers: ReadonlySet<ReplicaId>
    }
  /** Rows are missing before these, or the content of one. */
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
  /** What the device keeps of the document. */
  readonly device: Device
  readonly #clock: Clock
  readonly #replicas: OwnReplicas
  readonly #shown = new ShownDigests()
  #doc: TandemDoc | null = null
  #echoes = new EchoReader()
  #seq = 0
  #rowsBehindBase = 0
  #stale = false

  constructor(documentId: string, store: OfflineStore, clock: Clock, events: DeviceEvents) {
    this.device = new Device(documentId, store, this.outbox, events)
    this.#clock = clock
    this.#replicas = new OwnReplicas(this.device)
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
    return this.#replicas.claimed(this.author, this.outbox.changes)
  }

  /** Whom new changes are made as; null when that has to be asked for. */
  get author(): ReplicaId | null {
    return this.#stale ? null : (this.#doc?.replica ?? null)
  }

  /** How many replicas to ask for. */
  get newReplicas(): number {
    return this.#replicas.missing(this.author)
  }

  /**
   * Opens what the device has of the document, if it has anything; what it knows besides the text goes to `about`. When
   * it is damaged there is no document yet, but the outbox is here: returns false, and it should be abandoned.
   */
  async restore(about: (about: StoredAbout) => void): Promise<boolean> {
    const stored = await this.device.load()
    if (!stored) return true
    const seq = lastSeqOf(stored)
    const author = this.#replicas.restore(stored)
    // Without a row and without a change there is nothing to show: not even that the document is empty is known.
    if (seq === 0 && stored.outbox.length === 0) return true
    const opened = openStored(stored)
    for (const change of opened?.unsent ?? stored.outbox) this.outbox.add(change)
    this.device.restored()
    if (!opened) return false
    const { doc, included } = opened
    // Another tab took their rows; the one that made them was gone before it could write that down.
    if (included.length > 0) this.device.takeRows([], included)
    this.#doc = doc
    this.#seq = seq
    this.#rowsBehindBase = stored.rows.length
    if (author !== null) doc.become(author)
    if (stored.about) about(stored.about)
    return true
  }

  /**
   * Takes what sessions that are gone left in their outboxes; returns what to show of it, null when there is nothing. `later`
   * when there is no document yet to put it on, or they were further than this one: what comes next may do.
   */
  async takeOver(): Promise<Applied | 'later' | null> {
    const stored = await this.device.load()
    const doc = this.#doc
    if (!stored) return null
    if (!doc || this.#stale) return 'later'
    const left = leftBehind(stored, { doc, seq: this.#seq, outbox: this.outbox })
    if (left === 'later') return left
    // Theirs came back, but they were gone before they could write that down.
    if (left.included.length > 0) this.device.takeRows([], left.included)
    if (left.unsent.length === 0) return null
    const changes = readAll(left.unsent)
    const applied = changes && applyFitting(doc, changes)
    // It stays where it is: whoever opens the document next gives it back to the person.
    if (!applied) return null
    this.#replicas.adopt(stored)
    for (const change of left.unsent) this.outbox.add(change)
    this.device.restored()
    return applied
  }

  /**
   * Before anything is sent: the device forgets that the author is a spare, if it is one. Returns false when it could not:
   * another page may write as the same then, so that nothing of it may be sent.
   */
  retireSpare(): Promise<boolean> {
    return this.#replicas.retire(this.author)
  }

  /** Takes what the server sent to open with. Throws DecodeError. */
  welcome(message: WelcomeMessage): Opened {
    if (message.replicas.some(({ replica }) => !isReplicaId(replica))) throw new DecodeError('number', 'not a replica')
    this.#echoes = new EchoReader()
    const before = this.#stale ? null : this.#doc
    if (before && Math.min(message.head, message.snapshot?.seq ?? message.head) < this.#seq) {
      return { ok: false, why: 'behind' }
    }
    const [author, kept] = [this.author, this.replicas]
    let confirmed = 0
    if (message.snapshot) {
      const opened = openSnapshot(message.snapshot.state, this.outbox.changes)
      if (!opened) return { ok: false, why: 'diverged' }
      // No echo will come for what the snapshot holds already.
      confirmed = opened.included.filter((change) => this.outbox.confirm(change)).length
      this.#start(opened.doc, message.snapshot, opened.included)
    } else if (!before) {
      const doc = new TandemDoc()
      // Also on the device: what it had is not what the rows that come now go on from.
      this.#start(doc, { seq: 0, state: doc.snapshot() }, [])
    }
    this.#stale = false
    const replica = this.#replicas.issue(author, message.replicas, kept)
    if (this.#doc && replica !== null && this.#doc.replica !== replica) this.#doc.become(replica)
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
    this.device.keepChange(entry)
  }

  /** Takes rows of the log; those since the last `welcome` in their order. Rows that were taken before are passed over. Throws DecodeError. */
  take(message: EchoMessage): Taken {
    const echo = this.#echoes.read(message)
    const doc = this.#doc
    if (!doc || this.#stale || echo.firstSeq > this.#seq + 1) return { ok: false, why: 'gap' }
    const fresh = newRows(echo, this.#seq, this.outbox)
    if (typeof fresh === 'string') return { ok: false, why: fresh }
    const { rows, changes, echoed } = fresh
    const applied = applyFitting(doc, changes)
    // The log never holds a change before what it depends on.
    if (!applied || applied.buffered > 0) return { ok: false, why: 'diverged' }
    this.#seq += rows.length
    for (const name of echoed) this.outbox.confirm(name)
    if (rows.length > 0) this.device.takeRows(rows, echoed)
    this.#fold(rows.length)
    const writers = new Set(changes.map(({ replica }) => replica))
    return { ok: true, applied, confirmed: echoed.length, writers }
  }

  /**
   * Remembers what shows here at the row that a heartbeat names, if nothing is unsaved, and returns what showed at the row
   * that it checks; null when that was right, or can't be compared.
   */
  wrongly({ head, check }: HeartbeatMessage): Digest | null {
    const comparable = head === this.#seq && this.outbox.size === 0 && !this.#stale
    if (this.#doc && comparable && this.#shown.lacks(head)) this.#shown.remember(head, this.#doc.digest())
    return this.#shown.insteadOf(check)
  }

  /**
   * Gives up what is in the outbox, and with it the replica that made it: the document is opened anew. Returns the
   * changes, which the device keeps for the person; what is damaged among them only the device has.
   */
  abandon(): readonly Change[] {
    const changes = this.outbox.clear()
    this.device.abandon()
    this.#replicas.forget()
    this.#stale = true
    return readable(changes)
  }

  /** Goes on from another base. */
  #start(doc: TandemDoc, base: StoredBase, included: readonly ChangeName[]): void {
    this.#doc = doc
    this.#seq = base.seq
    this.#shown.clear()
    this.#rowsBehindBase = 0
    this.device.replaceBase(base, included)
  }

  /** A document without an outbox is its own base: fold the rows into it before they become many. */
  #fold(rows: number): void {
    this.#rowsBehindBase += rows
    if (this.#rowsBehindBase < rowsPerBase || this.outbox.size > 0 || !this.#doc) return
    this.#rowsBehindBase = 0
    this.device.replaceBase({ seq: this.#seq, state: this.#doc.snapshot() }, [])
  }
}
