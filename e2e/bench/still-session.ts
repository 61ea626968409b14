import type { OwnCompany, Peer, Self, SessionEvents, SessionState } from '@tandem/client'
import type { EditorSession } from '@tandem/codemirror'
import { type Edit, TandemDoc } from '@tandem/crdt'

/** A session without a server: a document that takes what is typed, and peers who are set by hand. */
export class StillSession implements EditorSession {
  readonly doc = new TandemDoc()
  readonly state: SessionState = { phase: 'live' }
  readonly self: Self | null = null
  readonly writable = true
  peers: readonly Peer[] = []
  #told: ((peers: readonly Peer[]) => void)[] = []

  constructor(text: string) {
    this.doc.become(1)
    this.doc.edit([{ from: 0, to: 0, insert: text }])
  }

  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void
  on(event: keyof SessionEvents, listener: (value: readonly Peer[]) => void): () => void {
    if (event === 'peers') this.#told = [...this.#told, listener]
    return () => {}
  }

  edit(edit: Edit): void {
    this.doc.edit(edit)
  }

  select(): void {}

  keepCompany(_company: Partial<OwnCompany>): void {}

  setPeers(peers: readonly Peer[]): void {
    this.peers = peers
    for (const listener of this.#told) listener(peers)
  }
}
