import type { ChangeName, OutboxChange, StoredBase, StoredRow } from '@tandem/client'
import { type Change, encodeChange } from '@tandem/crdt'
import type { Appended, ChangeEntry, StoredSnapshot } from '@tandem/documents'
import { type Downstream, decodeDownstream } from '@tandem/protocol'
import { splitMessage } from '@tandem/protocol/socket-parser'
import type { Scheduler } from '../engine/scheduler.ts'
import type { Invariant } from '../invariants/invariant.ts'
import type { Situations } from '../situations.ts'
import type { Ledger } from './ledger.ts'
import type { Watched } from './watched.ts'
import type { SeenConnection, Witness } from './witness.ts'

/** An invariant that did not hold. */
export type Violation = { readonly invariant: string; readonly what: string; readonly at: number }

/** Sees everything that matters, writes down what is true, and asks the invariants at each moment of theirs. */
export class Observer implements Witness {
  readonly errors: string[] = []
  violation: Violation | null = null
  readonly #scheduler: Scheduler
  readonly #ledger: Ledger
  readonly #situations: Situations
  readonly #invariants: readonly Invariant[]
  readonly #watched: () => Watched
  readonly #read = new WeakMap<Uint8Array, Downstream>()
  readonly #onSent = new Set<(connection: SeenConnection, message: Downstream) => void>()

  constructor(
    scheduler: Scheduler,
    ledger: Ledger,
    situations: Situations,
    invariants: readonly Invariant[],
    watched: () => Watched,
  ) {
    this.#scheduler = scheduler
    this.#ledger = ledger
    this.#situations = situations
    this.#invariants = invariants
    this.#watched = watched
  }

  /** A replica was issued. */
  issued({ documentId, userId }: { readonly documentId: string; readonly userId: string }, replica: number): void {
    this.#ledger.replicas.set(`${documentId}:${replica}`, userId)
  }

  /** The database has decided. */
  appended(documentId: string, entries: readonly ChangeEntry[], { verdicts }: Appended): void {
    for (const [at, entry] of entries.entries()) {
      const verdict = verdicts[at]
      if (!verdict) continue
      if (verdict.status === 'refused' && verdict.code === 'replica_fork') {
        this.#situations.reached('a change with another content was refused')
      }
      if (verdict.status === 'known') this.#situations.reached('a change came twice')
      this.#ask((one, world) => one.appended?.(world, documentId, entry, verdict))
    }
  }

  snapshotSaved(documentId: string, snapshot: StoredSnapshot): void {
    this.#situations.reached('a snapshot was saved')
    this.#ask((one, world) => one.saved?.(world, documentId, snapshot))
  }

  /** A node hands a message to the network. */
  sent(connection: SeenConnection, message: Uint8Array): void {
    for (const frame of splitMessage(message)) {
      const said = this.#decoded(frame)
      const { node, visitor } = connection
      this.#scheduler.trace.note(
        `${node.name} says ${said.kind}${said.kind === 'error' ? ` ${said.code}` : ''} to ${visitor.name}`,
      )
      for (const listener of this.#onSent) listener(connection, said)
      this.#ask((one, world) => one.sent?.(world, connection, said))
    }
  }

  /** Hears of every message that a node sends. */
  onSent(listener: (connection: SeenConnection, message: Downstream) => void): void {
    this.#onSent.add(listener)
  }

  /** A page has made changes. */
  made(device: string, documentId: string, changes: readonly OutboxChange[]): void {
    for (const { replica, rseq } of changes)
      this.#scheduler.trace.note(`${device} makes ${documentId}:${replica}:${rseq}`)
  }

  /** A device has changes on its disk. */
  kept(device: string, documentId: string, changes: readonly OutboxChange[]): void {
    for (const { replica, rseq, payload } of changes) {
      this.#ledger.keep({ documentId, device, replica, rseq, payload })
    }
  }

  /** A device has forgotten everything. */
  evicted(device: string): void {
    for (const [key, change] of this.#ledger.kept) if (change.device === device) this.#ledger.kept.delete(key)
  }

  /** A page has taken rows. */
  taken(device: string, documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): void {
    for (const { seq } of rows) this.#scheduler.trace.note(`${device} takes row ${seq}`)
    this.#ask((one, world) => one.taken?.(world, documentId, rows, echoed))
  }

  /** A program is told that what it wrote is in the log: from now on nothing of it may be lost. */
  confirmed(program: string, documentId: string, changes: readonly Change[]): void {
    for (const change of changes) {
      const { replica, rseq } = change
      this.#ledger.keep({ documentId, device: program, replica, rseq, payload: encodeChange(change) })
    }
    this.#ask((one, world) => one.taken?.(world, documentId, [], changes))
  }

  /** A page goes on from a snapshot. */
  based(device: string, documentId: string, base: StoredBase, included: readonly ChangeName[]): void {
    this.#scheduler.trace.note(`${device} goes on from row ${base.seq}`)
    if (base.seq > 0) this.#situations.reached('a snapshot was used for opening')
    this.#ask((one, world) => one.based?.(world, documentId, base))
    if (included.length > 0) this.#ask((one, world) => one.taken?.(world, documentId, [], included))
  }

  /** A node called something an error. */
  logged(node: string, line: string): void {
    this.#scheduler.trace.note(`${node} logs an error`)
    this.errors.push(`${node}: ${line.trim()}`)
  }

  /** Everything is over. */
  ended(): void {
    this.#ask((one, world) => one.ended?.(world))
  }

  #decoded(frame: Uint8Array): Downstream {
    const known = this.#read.get(frame)
    if (known) return known
    const message = decodeDownstream(frame)
    this.#read.set(frame, message)
    return message
  }

  #ask(question: (one: Invariant, world: Watched) => string | null | undefined): void {
    if (this.violation) return
    const world = this.#watched()
    for (const one of this.#invariants) {
      const what = question(one, world)
      if (!what) continue
      this.violation = { invariant: one.name, what, at: this.#scheduler.now }
      this.#scheduler.stop()
      return
    }
  }
}
