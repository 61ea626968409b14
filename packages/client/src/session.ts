import type { Edit, PropertyValue, ReplicaId, TandemDoc } from '@tandem/crdt'
import type { Activity, ErrorCode, Role } from '@tandem/protocol'
import { Conversation } from './conversation.ts'
import { Emitter } from './emitter.ts'
import { Link } from './link.ts'
import { LocalCopy } from './local-copy.ts'
import type { Unsaved } from './outbox.ts'
import { type OwnCompany, OwnPresence } from './own-presence.ts'
import type { Peer, Selected } from './presence.ts'
import { Pusher } from './pusher.ts'
import { RecentErrors } from './recent-errors.ts'
import { RoomView } from './room-view.ts'
import { environmentOf, type SessionEnvironment } from './session-environment.ts'
import type { Self, SessionEvents } from './session-events.ts'
import { SessionFeed } from './session-feed.ts'
import { SessionLife } from './session-life.ts'
import type { SessionOptions } from './session-options.ts'
import type { SessionParts } from './session-parts.ts'
import { SessionRepair } from './session-repair.ts'
import type { SessionState } from './session-state.ts'
import { SessionWriter } from './session-writer.ts'

/** One client's life on one document, across reconnections. Starts at once. */
export function createSession(options: SessionOptions): Session {
  return new Session(environmentOf(options))
}

/** Composes the parts, and is what they look like from outside. What is decided, they decide. */
export class Session {
  readonly #parts: SessionParts
  readonly #life: SessionLife
  readonly #writer: SessionWriter

  constructor(environment: SessionEnvironment) {
    const { documentId, store, clock, transport, unpacker, random, sendSoon } = environment
    const emitter = new Emitter<SessionEvents>()
    const copy = new LocalCopy(documentId, store, clock, {
      kept: () => emitter.emit('unsaved', copy.outbox.unsaved),
      orphaned: () => void feed.takeOver(),
      failed: (reason) => {
        emitter.emit('storeFailed', reason)
        emitter.emit('unsaved', copy.outbox.unsaved)
      },
    })
    const link: Link = new Link(transport, unpacker, clock, random, {
      hello: () => conversation.hello(),
      message: (message) => conversation.receive(message),
      lost: (since, retryAt) => life.lost(since, retryAt),
      refused: (error) => life.refuse(error),
    })
    const presence = new OwnPresence(clock, sendSoon, (message) => {
      // A caret must not come before the text that it stands on.
      pusher.flush()
      link.send({ kind: 'presence', ...message })
    })
    const pusher = new Pusher(copy.outbox, clock, random, sendSoon, {
      joined: () => link.joined,
      push: (changes) => link.send({ kind: 'push', changes }),
      stalled: () => link.reconnect('now'),
    })
    const room = new RoomView(emitter, clock, copy.device)
    this.#parts = { emitter, room, copy, link, pusher, presence, errors: new RecentErrors() }
    const life = new SessionLife(this.#parts, clock)
    const repair = new SessionRepair(this.#parts, life)
    const feed = new SessionFeed(this.#parts, life, repair)
    const conversation = new Conversation(environment, this.#parts, feed, repair)
    this.#life = life
    this.#writer = new SessionWriter(this.#parts, life)
    void life.start()
  }

  get state(): SessionState {
    return this.#life.state
  }

  /** Why the server takes nothing for now, though it is there and will be asked again; null when it does. */
  get hindrance(): ErrorCode | null {
    return this.#life.hindrance
  }

  /** Null until the first `welcome`, unless the device knows it from an earlier page load. */
  get role(): Role | null {
    return this.#parts.room.role
  }

  /** Null until the document was opened for the first time. It may be replaced: see the event `open`. */
  get doc(): TandemDoc | null {
    return this.#parts.copy.doc
  }

  get self(): Self | null {
    return this.#parts.room.self
  }

  get title(): string | null {
    return this.#parts.room.title
  }

  /** All other sessions in the document, my own other tabs included. */
  get peers(): readonly Peer[] {
    return this.#parts.room.peers
  }

  get unsaved(): Unsaved {
    return this.#parts.copy.outbox.unsaved
  }

  /** Whose replica this is, for replicas that wrote while this session was there; null for any other. */
  authorOf(replica: ReplicaId): string | null {
    return this.#parts.room.authorOf(replica)
  }

  /** The last row of the log that is in `doc`. */
  get seq(): number {
    return this.#parts.copy.seq
  }

  /** Whether `edit` and the like may be called now. Being offline is no obstacle. */
  get writable(): boolean {
    return this.#writer.writable
  }

  /** Listens; the returned function ends that. */
  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    return this.#parts.emitter.on(event, listener)
  }

  /**
   * Changes the text. Requires `writable`; throws SessionError when it is not, and (`document_full`) when the text would
   * become longer than `maxDocumentUnits`, or more than `maxDocumentCharacters` would ever have been inserted; RangeError
   * when the edit does not fit. An edit that is too large for one change is made as several, one after another.
   */
  edit(edit: Edit): void {
    this.#writer.edit(edit)
  }

  /** Sets a property of the document. Requires `writable`, throws like `edit`. */
  setProperty(key: string, value: PropertyValue): void {
    this.#writer.setProperty(key, value)
  }

  /** Removes a property of the document. Requires `writable`, throws like `edit`. */
  removeProperty(key: string): void {
    this.#writer.removeProperty(key)
  }

  /**
   * My carets and selections; others see them soon after, and that I did something. Unless it is others' edits that may have moved
   * them: then only where they are elsewhere now.
   */
  select(selections: readonly Selected[], by: 'me' | 'others' = 'me'): void {
    this.#parts.presence.select(selections, by)
  }

  /** Whether I look at the document. */
  setActivity(activity: Activity): void {
    this.#parts.presence.setActivity(activity)
  }

  /** Whom I follow, and how I can be followed; what is left out stays as it is. */
  keepCompany(company: Partial<OwnCompany>): void {
    this.#parts.presence.keepCompany(company)
  }

  /** Asks everybody to come to where I am. */
  call(): void {
    this.#parts.presence.call()
  }

  /** Tries to connect now instead of at the end of the pause. An attempt under way goes on as it is. */
  retryNow(): void {
    this.#life.retry()
  }

  /**
   * The device may have slept, or somebody looks again. What is connected may be gone without a word: then it is made anew, at
   * once. A pause between two attempts ends, as with `retryNow`: what went wrong before may have been the device's.
   */
  wake(): void {
    this.#life.wake()
  }

  /** The device says that it has no network: what is connected is dropped now, not when it is found dead. */
  networkLost(): void {
    const { link } = this.#parts
    if (link.joined) link.reconnect('later')
  }

  /** Leaves, and resolves when the store has everything. What is in the outbox stays in it. */
  close(): Promise<void> {
    return this.#life.leave()
  }

  /** The person has what was rescued, or does not want it. */
  dropRescued(): void {
    this.#parts.copy.device.dropRescued()
  }
}
