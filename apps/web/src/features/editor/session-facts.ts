import type { Peer, Self, Session, SessionState, Unsaved } from '@tandem/client'
import type { Role } from '@tandem/protocol'

/** What a session says, at one moment. A part that has not changed is the same object as before. */
export type SessionView = {
  readonly state: SessionState
  readonly opened: boolean
  readonly role: Role | null
  readonly self: Self | null
  readonly title: string | null
  readonly trashed: boolean
  readonly peers: readonly Peer[]
  readonly unsaved: Unsaved
  /** When the last unsaved change came back from the server; null when there never was one. */
  readonly settledAt: number | null
  /** The shared properties of the document. */
  readonly properties: ReadonlyMap<string, unknown>
  /** The text as it was when changes of mine could no longer be saved; null when that never happened. */
  readonly rescued: Rescued | null
}

/** What is offered to a person whose changes can't be saved. */
export type Rescued = { readonly changes: number; readonly text: string }

/** Follows a session and keeps what it says as immutable views. */
export class SessionFacts {
  readonly #session: Session
  readonly #listeners = new Set<() => void>()
  readonly #unsubscribe: readonly (() => void)[]
  #view: SessionView

  constructor(session: Session) {
    this.#session = session
    this.#view = {
      state: session.state,
      opened: session.doc !== null,
      role: session.role,
      self: session.self,
      title: session.title,
      trashed: session.trashed,
      peers: session.peers,
      unsaved: session.unsaved,
      settledAt: null,
      properties: new Map(),
      rescued: null,
    }
    this.#unsubscribe = [
      session.on('state', (state) => this.#change({ state, self: session.self, ...this.#rescueAtTheEnd(state) })),
      session.on('open', () => this.#change({ opened: true, properties: this.#properties() })),
      session.on('role', (role) => this.#change({ role, self: session.self })),
      session.on('document', ({ title, trashed }) => this.#change({ title, trashed })),
      session.on('peers', (peers) => this.#change({ peers })),
      session.on('unsaved', (unsaved) =>
        this.#change({ unsaved, settledAt: unsaved.count === 0 ? Date.now() : this.#view.settledAt }),
      ),
      session.on('properties', () => this.#change({ properties: this.#properties() })),
      session.on('rescued', (changes) => this.#change({ rescued: this.#view.rescued ?? this.#rescue(changes.length) })),
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

  /** Forgets a rescue: the person has it. */
  readonly dismissRescue = (): void => this.#change({ rescued: null })

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #properties(): ReadonlyMap<string, unknown> {
    return new Map(this.#session.doc?.properties.entries() ?? [])
  }

  /** The end comes before the outbox is given up: only now the text still has everything. */
  #rescueAtTheEnd(state: SessionState): { rescued?: Rescued } {
    const { count } = this.#session.unsaved
    return state.phase === 'closed' && count > 0 ? { rescued: this.#rescue(count) } : {}
  }

  #rescue(changes: number): Rescued {
    return { changes, text: this.#session.doc?.toString() ?? '' }
  }

  #change(part: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...part }
    for (const listener of this.#listeners) listener()
  }
}
