import {
  type Peer,
  type Rescue,
  type Self,
  type Session,
  type SessionState,
  type Unsaved,
  writtenBy,
} from '@tandem/client'
import type { ErrorCode, Role } from '@tandem/protocol'
import { calmly } from '#lib/calmly.ts'
import type { DeviceState } from './save-state.ts'

/** What a session says, at one moment. A part that has not changed is the same object as before. */
export type SessionView = {
  readonly state: SessionState
  /** Since when the session has tried to get in for the first time, or again after it was closed. */
  readonly connectingSince: number
  readonly opened: boolean
  readonly role: Role | null
  readonly self: Self | null
  readonly title: string | null
  readonly peers: readonly Peer[]
  readonly unsaved: Unsaved
  /** Why the server takes nothing for now; null when it does. */
  readonly hindrance: ErrorCode | null
  /** When the last unsaved change came back from the server; null when there never was one. */
  readonly settledAt: number | null
  /** The shared properties of the document. */
  readonly properties: ReadonlyMap<string, unknown>
  /** Changes of mine that can't be saved any more and that I have not put aside; each time with the text as it was then. */
  readonly rescues: readonly Rescue[]
  /** Whether this device keeps what is not sent yet. */
  readonly device: DeviceState
}

/** The part of a session that tells what it is about. */
type TellingSession = Pick<
  Session,
  'state' | 'doc' | 'role' | 'self' | 'title' | 'peers' | 'unsaved' | 'hindrance' | 'on' | 'dropRescued'
>

/** Who is here, what they do and where is glanced at. To draw all of them takes as long as a key, and ten who type tell of it fifty times a second. */
const glanceMs = 400

/** Follows a session and keeps what it says as immutable views. */
export class SessionFacts {
  readonly #session: TellingSession
  readonly #listeners = new Set<() => void>()
  readonly #glancing = new Set<() => void>()
  readonly #glance = calmly(() => {
    for (const listener of this.#glancing) listener()
  }, glanceMs)
  readonly #unsubscribe: readonly (() => void)[]
  #view: SessionView

  constructor(session: TellingSession, device: 'works' | 'none') {
    this.#session = session
    this.#view = {
      state: session.state,
      connectingSince: Date.now(),
      opened: session.doc !== null,
      role: session.role,
      self: session.self,
      title: session.title,
      peers: session.peers,
      unsaved: session.unsaved,
      hindrance: session.hindrance,
      settledAt: null,
      properties: new Map(),
      rescues: [],
      device,
    }
    this.#unsubscribe = [
      session.on('state', (state) => {
        const begins = state.phase === 'connecting' && this.#view.state.phase !== 'connecting'
        this.#change({ state, self: session.self, ...(begins ? { connectingSince: Date.now() } : {}) })
      }),
      session.on('hindered', (hindrance) => this.#change({ hindrance })),
      session.on('open', () => this.#change({ opened: true, properties: this.#properties() })),
      session.on('role', (role) => this.#change({ role, self: session.self })),
      session.on('document', ({ title }) => this.#change({ title })),
      session.on('peers', (peers) => this.#change({ peers })),
      session.on('unsaved', (unsaved) =>
        this.#change({ unsaved, settledAt: unsaved.count === 0 ? Date.now() : this.#view.settledAt }),
      ),
      session.on('properties', () => this.#change({ properties: this.#properties() })),
      // The document is opened without them later: now its text still has everything.
      session.on('rescued', ({ changes, code }) => {
        const rescue = { rescuedAt: new Date(), text: session.doc?.toString() ?? '', changes, code }
        this.#change({ rescues: [...this.#view.rescues, rescue] })
      }),
      // The text with them in it is gone; what they wrote is not.
      session.on('rescuedBefore', (changes) => {
        const rescue = { rescuedAt: new Date(), text: writtenBy(changes), changes, code: null }
        this.#change({ rescues: [...this.#view.rescues, rescue] })
      }),
      session.on('storeFailed', (reason) => {
        const isFull = reason instanceof DOMException && reason.name === 'QuotaExceededError'
        this.#change({ device: isFull ? 'full' : 'failed' })
      }),
    ]
  }

  get view(): SessionView {
    return this.#view
  }

  /** Calls the listener after each change; the returned function ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same now and then, to all at once: for what need not be drawn with the very key, or with every key of ten others. */
  readonly subscribeCalmly = (listener: () => void): (() => void) => {
    this.#glancing.add(listener)
    return () => this.#glancing.delete(listener)
  }

  /** Forgets what was rescued: the person has it. */
  readonly dismissRescues = (): void => {
    this.#session.dropRescued()
    this.#change({ rescues: [] })
  }

  stop(): void {
    this.#glance.stop()
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #properties(): ReadonlyMap<string, unknown> {
    return new Map(this.#session.doc?.properties.entries() ?? [])
  }

  #change(part: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...part }
    for (const listener of this.#listeners) listener()
    this.#glance.soon()
  }
}
