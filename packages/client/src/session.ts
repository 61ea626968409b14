import type { Applied, Change, Edit, PropertyValue, ReplicaId, TandemDoc } from '@tandem/crdt'
import {
  type Activity,
  type Clock,
  type Downstream,
  type EchoMessage,
  type ErrorMessage,
  limits,
  mayWrite,
  protocolVersion,
  type Role,
  retryOf,
  systemClock,
  type Upstream,
  unreachable,
  type WelcomeMessage,
} from '@tandem/protocol'
import { Emitter } from './emitter.ts'
import { reactionTo } from './error-reaction.ts'
import { Link } from './link.ts'
import { LocalCopy } from './local-copy.ts'
import { memoryStore } from './memory-store.ts'
import type { OfflineStore } from './offline-store.ts'
import { OwnPresence } from './own-presence.ts'
import { type Peer, peersOf, type Selected, updatePeers, userOf } from './presence.ts'
import { SessionError } from './session-error.ts'
import { initialState, nextState, type SessionEvent, type SessionState } from './session-state.ts'
import { socketIoTransport } from './socket-io-transport.ts'
import { splitEdit } from './split-edit.ts'
import type { Transport } from './transport.ts'

/** What a session tells. Listeners are called synchronously. */
export type SessionEvents = {
  state: SessionState
  /** A document is there: for the first time, or another one in place of it. Show its text whole. */
  open: TandemDoc
  /** Others changed the text: `edit` is what to show. */
  edit: Applied
  /** Rows of the log were taken, up to this one: also rows that show nothing new. */
  seq: number
  /** Properties that changed, by anybody. */
  properties: readonly string[]
  peers: readonly Peer[]
  role: Role
  document: { readonly title: string; readonly trashed: boolean }
  unsaved: Unsaved
  /** Changes of mine that can't be accepted any more. They are in the store's rescue until the person has them. */
  rescued: readonly Change[]
  /** The device could not keep something: until a connection is back, closing the page loses what is unsaved. */
  storeFailed: unknown
}

/** Changes whose own echo is not in, and when the oldest of them was made (by the session's clock). */
export type Unsaved = { readonly count: number; readonly since: number | null }

/** Who I am in the room. */
export type Self = { readonly key: number; readonly user: Peer['user']; readonly hue: number }

/** What a session is made of. Only `url` (or `transport`), `documentId` and `ticket` are required. */
export type SessionOptions = {
  /** The collaboration server, for example `https://collab.example.com`. */
  readonly url: string
  readonly documentId: string
  /** Fetches a fresh ticket. May fail: with a SessionError when it is no use to try again. */
  readonly ticket: () => Promise<string>
  readonly store?: OfflineStore
  readonly clock?: Clock
  readonly transport?: Transport
  /** In [0, 1): spreads the attempts of many clients. */
  readonly random?: () => number
}

/** Own echoes that may be outstanding: the rest waits here, so that a server's queue stays short. */
const maxInFlight = 2 * limits.maxPushChanges
/** An edit that a live connection has not echoed for this long: the connection is not what it seems. */
const stallMs = 10_000
/** After `busy` or `rate_limited`. */
const patienceMs = 1_000

/** One client's life on one document, across reconnections. Starts at once. */
export function createSession(options: SessionOptions): Session {
  return new Session(options)
}

/**
 * Composes the parts: the link (connections), the local copy (document, outbox, device), presence. It decides only what
 * one of them has to know of another.
 */
export class Session {
  readonly #options: SessionOptions
  readonly #clock: Clock
  readonly #emitter = new Emitter<SessionEvents>()
  readonly #copy: LocalCopy
  readonly #link: Link
  readonly #presence: OwnPresence
  readonly #store: OfflineStore
  #state: SessionState = initialState
  #role: Role | null = null
  #self: Self | null = null
  #title: string | null = null
  #trashed = false
  #peers: readonly Peer[] = []
  readonly #authors = new Map<ReplicaId, string>()
  /** The end of the log at `welcome`. */
  #welcomeHead = 0
  #flushing = false
  #resyncs = 0
  #reauthenticated = false
  #closed = false
  #cancelStall: (() => void) | null = null
  #cancelPatience: (() => void) | null = null

  constructor(options: SessionOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#store = options.store ?? memoryStore()
    this.#copy = new LocalCopy(options.documentId, this.#store, this.#clock, (error) => this.#storeFailed(error))
    this.#presence = new OwnPresence(this.#clock, (message) => this.#link.send({ kind: 'presence', ...message }))
    this.#link = new Link(
      options.transport ?? socketIoTransport(options.url),
      this.#clock,
      options.random ?? Math.random,
      {
        hello: () => this.#hello(),
        message: (message) => this.#receive(message),
        lost: (retryAt) => this.#lost(retryAt),
        refused: (error) => this.#refuse(error),
      },
    )
    void this.#start()
  }

  get state(): SessionState {
    return this.#state
  }

  /** Null until the first `welcome`. */
  get role(): Role | null {
    return this.#role
  }

  /** Null until the document was opened for the first time. It may be replaced: see the event `open`. */
  get doc(): TandemDoc | null {
    return this.#copy.doc
  }

  get self(): Self | null {
    return this.#self
  }

  get title(): string | null {
    return this.#title
  }

  get trashed(): boolean {
    return this.#trashed
  }

  /** All other sessions in the document, my own other tabs included. */
  get peers(): readonly Peer[] {
    return this.#peers
  }

  get unsaved(): Unsaved {
    return { count: this.#copy.outbox.size, since: this.#copy.outbox.since }
  }

  /** Whose replica this is, for replicas that wrote while this session was there; null for any other. */
  authorOf(replica: ReplicaId): string | null {
    return this.#authors.get(replica) ?? null
  }

  /** The last row of the log that is in `doc`. */
  get seq(): number {
    return this.#copy.seq
  }

  /** Whether `edit` and the like may be called now. Being offline is no obstacle. */
  get writable(): boolean {
    const open = this.#state.phase !== 'closed' && this.doc?.replica != null && !this.#copy.stale
    return open && !this.#trashed && this.#role !== null && mayWrite(this.#role)
  }

  /** Listens; the returned function ends that. */
  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  /** Changes the text. Requires `writable`; throws SessionError when it is not, RangeError when the edit does not fit. */
  edit(edit: Edit): void {
    const doc = this.#writableDoc()
    for (const part of splitEdit(edit, (from, to) => doc.slice(from, to))) this.#copy.put(doc.edit(part))
    this.#changedHere()
  }

  /** Sets a property of the document. Requires `writable`, throws like `edit`. */
  setProperty(key: string, value: PropertyValue): void {
    this.#copy.put(this.#writableDoc().setProperty(key, value))
    this.#changedHere()
    this.#emitter.emit('properties', [key])
  }

  /** Removes a property of the document. Requires `writable`, throws like `edit`. */
  removeProperty(key: string): void {
    this.#copy.put(this.#writableDoc().removeProperty(key))
    this.#changedHere()
    this.#emitter.emit('properties', [key])
  }

  /** My carets and selections; others see them soon after. */
  select(selections: readonly Selected[]): void {
    this.#presence.select(selections)
  }

  /** Whether I look at the document. */
  setActivity(activity: Activity): void {
    this.#presence.setActivity(activity)
  }

  /** Tries to connect now instead of at the end of the pause. */
  retryNow(): void {
    if (this.#closed || this.#link.joined) return
    this.#become({ type: 'retried', now: this.#clock.now() })
    if (this.#state.phase !== 'closed') this.#link.start()
  }

  /** Leaves. What is in the outbox stays in the store. */
  async close(): Promise<void> {
    this.#closed = true
    this.#stopTimers()
    this.#link.stop()
    this.#emitter.clear()
  }

  async #start(): Promise<void> {
    try {
      await this.#copy.restore()
    } catch (error) {
      this.#storeFailed(error)
    }
    if (this.#closed) return
    if (this.doc) this.#opened(this.doc)
    this.#link.start()
  }

  async #hello(): Promise<Upstream> {
    const ticket = await this.#options.ticket()
    const doc = this.#copy.stale ? null : this.doc
    return {
      kind: 'hello',
      protocolVersion,
      ticket,
      document: this.#options.documentId,
      lastSeq: doc ? this.#copy.seq : null,
      replicaTickets: this.#copy.replicas.map((replica) => replica.ticket),
      newReplicas: doc?.replica == null ? 1 : 0,
    }
  }

  #receive(message: Downstream): void {
    switch (message.kind) {
      case 'welcome':
        this.#welcomed(message)
        break
      case 'echo':
        this.#echoed(message)
        break
      case 'presence':
        this.#setPeers(updatePeers(this.#peers, message, this.#self?.key ?? null, this.#clock.now()))
        break
      case 'role':
        this.#role = message.role
        this.#emitter.emit('role', message.role)
        break
      case 'document':
        this.#setDocument(message)
        break
      case 'heartbeat':
        // Rows that were sent are on their way in front of this message: a head beyond them was not sent.
        if (message.head > this.#copy.seq && this.#state.phase === 'live') this.#link.reconnect('now')
        break
      case 'error':
        this.#failed(message)
        break
      default:
        unreachable(message)
    }
  }

  #welcomed(message: WelcomeMessage): void {
    this.#reauthenticated = false
    this.#welcomeHead = message.head
    this.#role = message.role
    this.#self = { key: message.key, user: userOf(message.self), hue: message.self.hue }
    const replaced = this.#copy.welcome(message)
    this.#copy.outbox.rewind()
    this.#become({ type: 'welcomed' })
    this.#emitter.emit('role', message.role)
    this.#setDocument(message)
    if (replaced && this.doc) this.#opened(this.doc)
    this.#setPeers(peersOf(message.peers, this.#clock.now()))
    this.#presence.restart()
    this.#caughtUp()
    // Before the missing rows are in: what is among them already is recognised, and the rest is safe the sooner.
    this.#flush()
  }

  #echoed(message: EchoMessage): void {
    for (const { replica, userId } of message.authors) this.#authors.set(replica, userId)
    const taken = this.#copy.take(message)
    if (!taken.ok) {
      if (taken.why === 'diverged') this.#abandon()
      this.#link.reconnect('now')
      return
    }
    if (taken.confirmed > 0) {
      this.#resyncs = 0
      this.#unsavedChanged()
    }
    if (taken.applied.edit.length > 0) this.#emitter.emit('edit', taken.applied)
    if (taken.applied.keys.length > 0) this.#emitter.emit('properties', taken.applied.keys)
    this.#emitter.emit('seq', this.#copy.seq)
    this.#caughtUp()
    this.#flush()
  }

  /** Ends catching up when there is nothing left to catch up with. */
  #caughtUp(): void {
    if (this.#state.phase !== 'catching-up' || this.#copy.seq < this.#welcomeHead) return
    this.#become({ type: 'caught-up' })
  }

  #failed(error: ErrorMessage): void {
    if (retryOf[error.code] === 'resync') this.#resyncs++
    const reaction = reactionTo(error, { resyncs: this.#resyncs, reauthenticated: this.#reauthenticated })
    this.#reauthenticated ||= retryOf[error.code] === 'reauth'
    switch (reaction) {
      case 'close':
        this.#refuse(new SessionError(error.code, error.message))
        break
      case 'give-up-outbox':
        this.#giveUpOutbox()
        break
      case 'pause':
        this.#pause()
        break
      case 'reconnect-now':
        this.#link.reconnect('now')
        break
      case 'reconnect-later':
        this.#link.reconnect('later')
        break
      default:
        unreachable(reaction)
    }
  }

  /** The outbox can't be accepted: keep it for the person, and open the document as it is without it. */
  #giveUpOutbox(): void {
    this.#resyncs = 0
    this.#abandon()
    this.#link.reconnect('now')
  }

  #abandon(): void {
    const changes = this.#copy.abandon()
    this.#unsavedChanged()
    if (changes.length > 0) this.#emitter.emit('rescued', changes)
  }

  #refuse(error: SessionError): void {
    this.#stopTimers()
    this.#link.stop()
    this.#setPeers([])
    const rescue = error.code !== 'auth_required' && this.#copy.outbox.size > 0
    this.#become({ type: 'refused', reason: { code: error.code, message: error.message } })
    if (rescue) this.#abandon()
  }

  #lost(retryAt: number): void {
    this.#stopTimers()
    this.#setPeers([])
    this.#become({ type: 'lost', now: this.#clock.now(), retryAt })
  }

  /** The server is busy: what is in the outbox goes out again in a while. */
  #pause(): void {
    this.#copy.outbox.rewind()
    this.#cancelPatience?.()
    this.#cancelPatience = this.#clock.after(patienceMs, () => {
      this.#cancelPatience = null
      this.#flush()
    })
  }

  #changedHere(): void {
    this.#unsavedChanged()
    if (this.#flushing) return
    // At the end of this turn: what one turn changes goes out as one frame.
    this.#flushing = true
    queueMicrotask(() => {
      this.#flushing = false
      this.#flush()
    })
  }

  #flush(): void {
    if (!this.#link.joined || this.#cancelPatience) return
    const outbox = this.#copy.outbox
    while (outbox.hasUnsent && outbox.inFlight < maxInFlight) {
      this.#link.send({ kind: 'push', changes: outbox.takeBatch() })
    }
    this.#watchForStall()
  }

  /** A connection that takes edits and never answers is as good as none: leave it. */
  #watchForStall(): void {
    if (this.#cancelStall || this.#copy.outbox.inFlight === 0) return
    const oldest = this.#copy.outbox.changes[0]
    this.#cancelStall = this.#clock.after(stallMs, () => {
      this.#cancelStall = null
      if (this.#copy.outbox.changes[0] === oldest) this.#link.reconnect('now')
      else this.#watchForStall()
    })
  }

  #writableDoc(): TandemDoc {
    const doc = this.doc
    if (!doc || !this.writable) throw new SessionError('forbidden', 'This document cannot be changed now.')
    return doc
  }

  #opened(doc: TandemDoc): void {
    this.#presence.open(doc)
    this.#emitter.emit('open', doc)
    this.#emitter.emit('properties', [...doc.properties.keys()])
  }

  #setPeers(peers: readonly Peer[]): void {
    if (peers.length === 0 && this.#peers.length === 0) return
    this.#peers = peers
    this.#emitter.emit('peers', peers)
  }

  #setDocument({ title, trashed }: { readonly title: string; readonly trashed: boolean }): void {
    this.#title = title
    this.#trashed = trashed
    this.#emitter.emit('document', { title, trashed })
  }

  #unsavedChanged(): void {
    this.#emitter.emit('unsaved', this.unsaved)
  }

  #storeFailed(error: unknown): void {
    this.#emitter.emit('storeFailed', error)
  }

  #become(event: SessionEvent): void {
    const state = nextState(this.#state, event)
    if (state === this.#state) return
    this.#state = state
    this.#emitter.emit('state', state)
  }

  #stopTimers(): void {
    this.#cancelStall?.()
    this.#cancelStall = null
    this.#cancelPatience?.()
    this.#cancelPatience = null
    this.#presence.pause()
  }
}
