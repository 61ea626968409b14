import type { OwnCompany, Peer, Self, SessionEvents, SessionState } from '@tandem/client'
import type { EditorSession } from '@tandem/codemirror'
import type { Change, Edit, TandemDoc } from '@tandem/crdt'

/** A session without a server: a document that takes what is typed, and others who are moved by hand. */
export class StillSession implements EditorSession {
  readonly doc: TandemDoc
  readonly state: SessionState = { phase: 'live' }
  readonly self: Self | null = null
  readonly writable = true
  peers: readonly Peer[] = []
  readonly #told: { [K in keyof SessionEvents]?: ((value: SessionEvents[K]) => void)[] } = {}

  constructor(doc: TandemDoc) {
    this.doc = doc
  }

  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    this.#told[event] ??= []
    this.#told[event].push(listener)
    return () => {}
  }

  edit(edit: Edit): void {
    this.doc.edit(edit)
  }

  select(): void {}

  keepCompany(_company: Partial<OwnCompany>): void {}

  /** Others wrote this. */
  receive(change: Change): void {
    const applied = this.doc.apply([change])
    for (const tell of this.#told.edit ?? []) tell({ ...applied, by: [`peer ${change.replica}`] })
  }

  setPeers(peers: readonly Peer[]): void {
    this.peers = peers
    for (const tell of this.#told.peers ?? []) tell(peers)
  }
}
