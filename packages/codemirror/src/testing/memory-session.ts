import type { OwnCompany, Peer, Self, SessionEvents, SessionState } from '@tandem/client'
import { type Change, type Edit, TandemDoc } from '@tandem/crdt'
import type { EditorSession } from '../config.ts'

/** A wire between sessions that carries nothing until it is told to. */
export class Wire {
  readonly #sessions: MemorySession[] = []
  readonly #queues = new Map<MemorySession, Change[]>()

  join(session: MemorySession): void {
    this.#sessions.push(session)
    this.#queues.set(session, [])
  }

  send(from: MemorySession, change: Change): void {
    for (const [session, queue] of this.#queues) if (session !== from) queue.push(change)
  }

  /** Delivers at most `count` changes to one session. */
  deliver(to: MemorySession, count = Number.POSITIVE_INFINITY): void {
    const queue = this.#queues.get(to)
    if (queue && queue.length > 0) to.receive(queue.splice(0, count))
  }

  /** Delivers everything to everybody. */
  flush(): void {
    for (const session of this.#sessions) this.deliver(session)
  }
}

/** The part of a session that an editor works with, over a hand-flushed wire. */
export class MemorySession implements EditorSession {
  state: SessionState = { phase: 'live' }
  self: Self | null = { key: 0, user: { id: 'me', name: 'Me' }, hue: 0 }
  doc: TandemDoc | null
  writable = true
  peers: readonly Peer[] = []
  readonly selected: (readonly { readonly anchor: number; readonly head: number }[])[] = []
  /** By whose doing each of `selected` was told. */
  readonly movedBy: ('me' | 'others')[] = []
  readonly company: Partial<OwnCompany>[] = []
  /** Called after a local edit is in the document, inside `edit`: a session that answers at once. */
  onEdit: (() => void) | null = null
  /** Called with each change that is sent. */
  onSend: ((change: Change) => void) | null = null
  readonly #wire: Wire
  readonly #listeners = new Map<keyof SessionEvents, Set<(value: never) => void>>()

  constructor(wire: Wire, doc: TandemDoc | null) {
    this.#wire = wire
    this.doc = doc
    wire.join(this)
  }

  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<K extends keyof SessionEvents>(event: K, value: SessionEvents[K]): void {
    // Listeners of an event take its value: `on` is the only way in.
    for (const listener of this.#listeners.get(event) ?? []) (listener as (value: SessionEvents[K]) => void)(value)
  }

  edit(edit: Edit): void {
    if (!this.doc || !this.writable) throw new Error('Not writable')
    const change = this.doc.edit(edit)
    this.onSend?.(change)
    this.#wire.send(this, change)
    this.onEdit?.()
  }

  select(selections: readonly { readonly anchor: number; readonly head: number }[], by: 'me' | 'others' = 'me'): void {
    this.selected.push(selections)
    this.movedBy.push(by)
  }

  keepCompany(company: Partial<OwnCompany>): void {
    this.company.push(company)
  }

  receive(changes: readonly Change[]): void {
    const applied = this.doc?.apply(changes)
    const by = [...new Set(changes.map(({ replica }) => `replica ${replica}`))]
    if (applied && applied.edit.length > 0) this.emit('edit', { ...applied, by })
  }

  /** Opens the document, or another one in place of it. */
  open(doc: TandemDoc): void {
    this.doc = doc
    this.emit('open', doc)
  }

  setWritable(writable: boolean): void {
    this.writable = writable
    this.emit('role', writable ? 'editor' : 'viewer')
  }

  setPeers(peers: readonly Peer[]): void {
    this.peers = peers
    this.emit('peers', peers)
  }
}

/** A document with this text, written by `replica`. */
export function docOf(replica: number, text: string): TandemDoc {
  const doc = new TandemDoc()
  doc.become(replica)
  if (text !== '') doc.edit([{ from: 0, to: 0, insert: text }])
  return doc
}
