import type { Edit, PropertyValue, ReplicaId, TandemDoc } from '@tandem/crdt'
import {
  type Activity,
  type Clock,
  type Downstream,
  type EchoMessage,
  type ErrorMessage,
  type HeartbeatMessage,
  mayWrite,
  protocolVersion,
  type Role,
  type Upstream,
  unreachable,
  type WelcomeMessage,
} from '@tandem/protocol'
import { Emitter } from './emitter.ts'
import { endsAccess } from './error-reaction.ts'
import { Link } from './link.ts'
import { LocalCopy } from './local-copy.ts'
import { makeEdit } from './own-edit.ts'
import { type OwnCompany, OwnPresence } from './own-presence.ts'
import type { Peer, Selected } from './presence.ts'
import { Pusher } from './pusher.ts'
import { RecentErrors } from './recent-errors.ts'
import { RoomView } from './room-view.ts'
import { environmentOf, type SessionEnvironment } from './session-environment.ts'
import { SessionError } from './session-error.ts'
import type { Self, SessionEvents, Unsaved } from './session-events.ts'
import type { SessionOptions } from './session-options.ts'
import { initialState, nextState, type SessionEvent, type SessionState } from './session-state.ts'
import type { Unpacker } from './unpacker.ts'

/** One client's life on one document, across reconnections. Starts at once. */
export function createSession(options: SessionOptions): Session {
  return new Session(environmentOf(options))
}

/**
 * Composes the parts: the link (connections), the local copy (document, outbox, device), presence. It decides only what
 * one of them has to know of another.
 */
export class Session {
  readonly #environment: SessionEnvironment
  readonly #clock: Clock
  readonly #unpacker: Unpacker
  readonly #emitter = new Emitter<SessionEvents>()
  readonly #room: RoomView
  readonly #copy: LocalCopy
  readonly #link: Link
  readonly #pusher: Pusher
  readonly #presence: OwnPresence
  #state: SessionState = initialState
  /** The end of the log at `welcome`. */
  #welcomeHead = 0
  readonly #errors = new RecentErrors()
  /** Another tab left something behind that stands on what is not here yet. */
  #orphaned = false
  /** Something else shows here than the log says. */
  #diverged = false
  /** `link` may be started: what the device has is there. */
  #restored = false
  #closed = false

  constructor(environment: SessionEnvironment) {
    const { documentId, store, clock, transport, unpacker, random } = environment
    this.#environment = environment
    this.#clock = clock
    this.#unpacker = unpacker
    this.#room = new RoomView(this.#emitter, this.#clock)
    this.#copy = new LocalCopy(documentId, store, this.#clock, {
      kept: () => this.#unsavedChanged(),
      orphaned: () => void this.#takeOver(),
      failed: (reason) => {
        this.#emitter.emit('storeFailed', reason)
        this.#unsavedChanged()
      },
    })
    this.#presence = new OwnPresence(this.#clock, (message) => this.#link.send({ kind: 'presence', ...message }))
    this.#link = new Link(transport, unpacker, clock, random, {
      hello: () => this.#hello(),
      message: (message) => this.#receive(message),
      lost: (retryAt) => this.#lost(retryAt),
      refused: (error) => this.#refuse(error),
    })
    this.#pusher = new Pusher(this.#copy.outbox, clock, random, {
      joined: () => this.#link.joined,
      push: (changes) => this.#link.send({ kind: 'push', changes }),
      stalled: () => this.#link.reconnect('now'),
    })
    void this.#start()
  }

  get state(): SessionState {
    return this.#state
  }

  /** Null until the first `welcome`, unless the device knows it from an earlier page load. */
  get role(): Role | null {
    return this.#room.role
  }

  /** Null until the document was opened for the first time. It may be replaced: see the event `open`. */
  get doc(): TandemDoc | null {
    return this.#copy.doc
  }

  get self(): Self | null {
    return this.#room.self
  }

  get title(): string | null {
    return this.#room.title
  }

  /** All other sessions in the document, my own other tabs included. */
  get peers(): readonly Peer[] {
    return this.#room.peers
  }

  get unsaved(): Unsaved {
    const { size, oldest, kept } = this.#copy.outbox
    return { count: size, since: oldest?.madeAt ?? null, kept }
  }

  /** Whose replica this is, for replicas that wrote while this session was there; null for any other. */
  authorOf(replica: ReplicaId): string | null {
    return this.#room.authorOf(replica)
  }

  /** The last row of the log that is in `doc`. */
  get seq(): number {
    return this.#copy.seq
  }

  /** Whether `edit` and the like may be called now. Being offline is no obstacle. */
  get writable(): boolean {
    const open = !this.#closed && this.#state.phase !== 'closed' && this.doc?.replica != null && !this.#copy.stale
    return open && this.role !== null && mayWrite(this.role)
  }

  /** Listens; the returned function ends that. */
  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    return this.#emitter.on(event, listener)
  }

  /**
   * Changes the text. Requires `writable`; throws SessionError when it is not, and (`document_full`) when the text would
   * become longer than `maxDocumentUnits`, RangeError when the edit does not fit. An edit that is too large for one change
   * is made as several, one after another.
   */
  edit(edit: Edit): void {
    const doc = this.#writableDoc()
    try {
      for (const change of makeEdit(doc, edit)) this.#copy.put(change)
    } finally {
      this.#changedHere()
    }
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

  /** Whom I follow, and how I can be followed; what is left out stays as it is. */
  keepCompany(company: Partial<OwnCompany>): void {
    this.#presence.keepCompany(company)
  }

  /** Asks everybody to come to where I am. */
  call(): void {
    this.#presence.call()
  }

  /** Tries to connect now instead of at the end of the pause. An attempt under way goes on as it is. */
  retryNow(): void {
    if (this.#closed || !this.#restored || this.#link.joined) return
    this.#become({ type: 'retried', now: this.#clock.now() })
    if (this.#state.phase !== 'closed') this.#link.start()
  }

  /** The device may have slept, and what is connected may be gone without a word: then it is made anew, at once. */
  wake(): void {
    this.#link.wake()
  }

  /** The device says that it has no network: what is connected is dropped now, not when it is found dead. */
  networkLost(): void {
    if (this.#link.joined) this.#link.reconnect('later')
  }

  /** Leaves, and resolves when the store has everything. What is in the outbox stays in it. */
  async close(): Promise<void> {
    this.#closed = true
    this.#pusher.stop()
    this.#presence.pause()
    this.#link.stop()
    this.#emitter.clear()
    await this.#copy.device.settled()
  }

  /** The person has what was rescued, or does not want it. */
  dropRescued(): void {
    this.#copy.device.dropRescued()
  }

  async #start(): Promise<void> {
    const before = await this.#copy.device.rescued()
    const whole = await this.#copy.restore((about) => this.#room.restore(about))
    if (before.length > 0) this.#emitter.emit('rescuedBefore', before)
    if (!whole) this.#abandon()
    if (this.#closed) return
    this.#restored = true
    if (this.doc) this.#opened(this.doc)
    this.#room.tell()
    if (this.#copy.outbox.size > 0) this.#unsavedChanged()
    // A listener may have closed it meanwhile.
    if (!this.#closed) this.#link.start()
  }

  async #hello(): Promise<Upstream> {
    const ticket = await this.#environment.ticket()
    if (!(await this.#copy.retireSpare())) this.#abandon()
    return {
      kind: 'hello',
      protocolVersion,
      ticket,
      document: this.#environment.documentId,
      lastSeq: this.doc && !this.#copy.stale ? this.#copy.seq : null,
      replicaTickets: this.#copy.replicas.map((replica) => replica.ticket),
      newReplicas: this.#copy.newReplicas,
      codings: this.#unpacker.codings,
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
        this.#room.updatePeers(message)
        break
      case 'role':
        this.#room.setRole(message.role)
        this.#keepAbout()
        break
      case 'document':
        this.#room.setTitle(message.title)
        this.#keepAbout()
        break
      case 'heartbeat':
        // Rows that were sent came in front of this message: a head beyond them was not sent.
        if (message.head > this.#copy.seq) this.#link.reconnect('now')
        else this.#compare(message)
        break
      case 'error':
        this.#failed(message)
        break
      default:
        unreachable(message)
    }
  }

  #welcomed(message: WelcomeMessage): void {
    const opened = this.#copy.welcome(message)
    if (!opened.ok) {
      if (opened.why === 'diverged' || this.#errors.isBehindAgain()) this.#startOver()
      else this.#link.reconnect('now')
      return
    }
    this.#errors.authenticated()
    this.#welcomeHead = message.head
    this.#room.enter(message)
    this.#keepAbout()
    this.#presence.restart()
    // Before the missing rows are in: what is among them already is recognised, and the rest is safe the sooner.
    this.#pusher.restart()
    // From here on a listener may do anything, even close the session. What shows the text comes first: positions in an
    // older text would be wrong ones.
    if (opened.replaced && this.doc) this.#opened(this.doc)
    this.#become({ type: 'welcomed' })
    this.#room.tell()
    if (opened.confirmed > 0) this.#unsavedChanged()
    this.#room.welcomePeers(message)
    this.#caughtUp()
  }

  #echoed(message: EchoMessage): void {
    this.#room.introduce(message)
    const { oldest } = this.#copy.outbox
    const taken = this.#copy.take(message)
    if (!taken.ok) {
      if (taken.why === 'diverged') this.#startOver()
      else this.#link.reconnect('now')
      return
    }
    // Only the oldest change counts: others may get through while it is refused for ever.
    if (this.#copy.outbox.oldest !== oldest) this.#errors.outboxMoved()
    this.#pusher.flush()
    if (taken.applied.edit.length > 0) {
      this.#emitter.emit('edit', { ...taken.applied, by: this.#room.authorsOf(taken.writers) })
    }
    if (taken.applied.keys.length > 0) this.#emitter.emit('properties', taken.applied.keys)
    if (taken.confirmed > 0) this.#unsavedChanged()
    this.#emitter.emit('seq', this.#copy.seq)
    this.#caughtUp()
    this.#repair()
  }

  /** Opens the document anew when something else shows here than the log says. */
  #compare(heartbeat: HeartbeatMessage): void {
    const digest = this.#copy.wrongly(heartbeat)
    if (digest === null) return
    this.#link.send({ kind: 'diverged', seq: heartbeat.check?.seq ?? 0, digest })
    this.#diverged = true
    this.#repair()
  }

  /** What is unsaved is in the log first: it would have to be given up with the document on which it stands. */
  #repair(): void {
    if (this.#diverged && this.#copy.outbox.size === 0) this.#startOver()
  }

  /** Takes over what another tab left behind. A new connection claims its replicas, so that it can be sent. */
  async #takeOver(): Promise<void> {
    const taken = await this.#copy.takeOver()
    this.#orphaned = taken === 'later'
    if (taken === null || taken === 'later' || this.#closed) return
    const by = this.self === null ? [] : [this.self.user.id]
    if (taken.edit.length > 0) this.#emitter.emit('edit', { ...taken, by })
    if (taken.keys.length > 0) this.#emitter.emit('properties', taken.keys)
    this.#unsavedChanged()
    if (this.#link.joined) this.#link.reconnect('now')
  }

  /** There is more of the document than before: maybe enough for what was left behind, or all. */
  #caughtUp(): void {
    if (this.#orphaned) void this.#takeOver()
    if (this.#state.phase !== 'catching-up' || this.#copy.seq < this.#welcomeHead) return
    this.#become({ type: 'caught-up' })
  }

  #failed(error: ErrorMessage): void {
    const reaction = this.#errors.take(error)
    switch (reaction) {
      case 'close':
        this.#refuse(new SessionError(error.code, error.message))
        break
      case 'give-up-outbox':
        this.#startOver()
        break
      case 'pause':
        this.#pusher.pause()
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

  /** Keeps what can't be accepted for the person, and opens the document as it is without it. */
  #startOver(): void {
    this.#errors.outboxMoved()
    this.#diverged = false
    this.#abandon()
    this.#link.reconnect('now')
  }

  #abandon(): void {
    const changes = this.#copy.abandon()
    this.#unsavedChanged()
    if (changes.length > 0) this.#emitter.emit('rescued', changes)
  }

  #refuse(error: SessionError): void {
    this.#errors.authenticated()
    this.#rest()
    this.#link.stop()
    const rescue = error.code !== 'auth_required' && this.#copy.outbox.size > 0
    this.#become({ type: 'refused', reason: { code: error.code, message: error.message } })
    this.#room.leavePeers()
    if (rescue) this.#abandon()
    if (endsAccess(error.code)) this.#copy.device.clear()
  }

  #lost(retryAt: number): void {
    this.#rest()
    this.#become({ type: 'lost', now: this.#clock.now(), retryAt })
    this.#room.leavePeers()
  }

  #changedHere(): void {
    this.#pusher.schedule()
    this.#unsavedChanged()
  }

  /** Nothing goes out until the next `welcome`. */
  #rest(): void {
    this.#pusher.stop()
    this.#presence.pause()
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

  #keepAbout(): void {
    const { about } = this.#room
    if (about) this.#copy.device.keepAbout(about)
  }

  #unsavedChanged(): void {
    this.#emitter.emit('unsaved', this.unsaved)
  }

  #become(event: SessionEvent): void {
    const state = nextState(this.#state, event)
    if (state === this.#state) return
    this.#state = state
    this.#emitter.emit('state', state)
  }
}
