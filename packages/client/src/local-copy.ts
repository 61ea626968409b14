import {
  type Applied,
  type Change,
  DecodeError,
  type Digest,
  decodeChange,
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
import type { ChangeName, OfflineStore, OutboxChange, StoredAbout, StoredBase, StoredRow } from './offline-store.ts'
import { Outbox } from './outbox.ts'
import { OwnReplicas } from './own-replicas.ts'
import { ShownDigests } from './shown-digests.ts'
import { applyAll, isMisfit, openStored, readable } from './stored-document.ts'

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
  readonly #device: Device
  readonly #clock: Clock
  readonly #replicas = new OwnReplicas()
  readonly #shown = new ShownDigests()
  #doc: TandemDoc | null = null
  #echoes = new EchoReader()
  #seq = 0
  #rowsBehindBase = 0
  #stale = false

  constructor(documentId: string, store: OfflineStore, clock: Clock, events: DeviceEvents) {
    this.#device = new Device(documentId, store, this.outbox, events)
    this.#clock = clock
  }

  /** What the device keeps of the document. */
  get device(): Device {
    return this.#device
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
    return this.#replicas.claimed(this.#author, this.outbox.changes)
  }

  /** How many replicas to ask for: an author where there is none, a spare for a device that keeps it. */
  get newReplicas(): number {
    const spare = this.#device.works && this.#replicas.spares.length === 0
    return (this.#author === null ? 1 : 0) + (spare ? 1 : 0)
  }

  /**
   * Opens what the device has of the document, if it has anything; what it knows besides the text goes to `about`. When
   * it is damaged there is no document yet, but the outbox is here: returns false, and it should be abandoned.
   */
  async restore(about: (about: StoredAbout) => void): Promise<boolean> {
    const stored = await this.#device.load()
    if (!stored) return true
    const seq = stored.rows.at(-1)?.seq ?? stored.base?.seq ?? 0
    const author = this.#replicas.restore(stored)
    // Without a row and without a change there is nothing to show: not even that the document is empty is known.
    if (seq === 0 && stored.outbox.length === 0) return true
    const opened = openStored(stored)
    for (const change of opened?.unsent ?? stored.outbox) this.outbox.add(change)
    this.#device.restored()
    if (!opened) return false
    const { doc, included } = opened
    // Another tab took their rows; the one that made them was gone before it could write that down.
    if (included.length > 0) this.#device.takeRows([], included)
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
    const stored = await this.#device.load()
    const doc = this.#doc
    if (!stored) return null
    if (!doc || this.#stale) return 'later'
    const left = leftBehind(stored, { doc, seq: this.#seq, outbox: this.outbox })
    if (left === 'later') return left
    // Theirs came back, but they were gone before they could write that down.
    if (left.included.length > 0) this.#device.takeRows([], left.included)
    if (left.fresh.length === 0) return null
    let applied: Applied
    try {
      applied = doc.apply(left.fresh.map(({ payload }) => decodeChange(payload)))
    } catch (error) {
      if (!(error instanceof DecodeError) && !isMisfit(error)) throw error
      // It stays where it is: whoever opens the document next gives it back to the person.
      return null
    }
    this.#replicas.adopt([...stored.replicas, ...stored.spares])
    this.#keepReplicas()
    for (const change of left.fresh) this.outbox.add(change)
    this.#device.restored()
    return applied
  }

  /**
   * Before anything is sent: the device forgets that the author is a spare, if it is one. Returns false when it could not:
   * another page may write as the same then, so that nothing of it may be sent.
   */
  async retireSpare(): Promise<boolean> {
    if (!this.#replicas.retire(this.#author)) return true
    return this.#device.retire(this.#replicas.issued, this.#replicas.spares)
  }

  /** Takes what the server sent to open with. Throws DecodeError. */
  welcome(message: WelcomeMessage): Opened {
    if (message.replicas.some(({ replica }) => !isReplicaId(replica))) throw new DecodeError('number', 'not a replica')
    this.#echoes = new EchoReader()
    const before = this.#stale ? null : this.#doc
    if (before && Math.min(message.head, message.snapshot?.seq ?? message.head) < this.#seq) {
      return { ok: false, why: 'behind' }
    }
    const [author, kept] = [this.#author, this.replicas]
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
    this.#write(author, message.replicas, kept)
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
    this.#device.keepChange(entry)
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
        // Sent by a page that died before the device had it: what is sent to a new connection has its content.
        if (!mine) return { ok: false, why: 'gap' }
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
    if (rows.length > 0) this.#device.takeRows(rows, echoed)
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
    this.#device.abandon()
    this.#replicas.forget()
    this.#keepReplicas()
    this.#stale = true
    return readable(changes)
  }

  /** Whom new changes are made as; null when that has to be asked for. */
  get #author(): ReplicaId | null {
    return this.#stale ? null : (this.#doc?.replica ?? null)
  }

  /** Goes on from another base. */
  #start(doc: TandemDoc, base: StoredBase, included: readonly ChangeName[]): void {
    this.#doc = doc
    this.#seq = base.seq
    this.#shown.clear()
    this.#rowsBehindBase = 0
    this.#device.replaceBase(base, included)
  }

  /** Writes as the replica that was issued, or as the one before. */
  #write(before: ReplicaId | null, issued: readonly IssuedReplica[], kept: readonly IssuedReplica[]): void {
    this.#stale = false
    const [first = null, second = null] = issued
    const [author, spare] = before === null ? [first, second] : [null, first]
    const replica = author?.replica ?? before
    if (this.#doc && replica !== null && this.#doc.replica !== replica) this.#doc.become(replica)
    if (issued.length === 0) return
    this.#replicas.issue(kept, author, spare)
    this.#keepReplicas()
  }

  #keepReplicas(): void {
    this.#device.keepReplicas(this.#replicas.issued, this.#replicas.spares)
  }

  /** A document without an outbox is its own base: fold the rows into it before they become many. */
  #fold(rows: number): void {
    this.#rowsBehindBase += rows
    if (this.#rowsBehindBase < rowsPerBase || this.outbox.size > 0 || !this.#doc) return
    this.#rowsBehindBase = 0
    this.#device.replaceBase({ seq: this.#seq, state: this.#doc.snapshot() }, [])
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
