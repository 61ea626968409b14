import type { Peer } from '@tandem/client'
import { collaboration } from '@tandem/codemirror'
import { decodeAnchor, decodeChange, TandemDoc } from '@tandem/crdt'
import { startPage } from './editor-page.ts'
import { peers as peerCount } from './load.ts'
import { StillSession } from './still-session.ts'

let session: StillSession | null = null
const peers = new Map<number, Peer>()

await startPage({
  drawnWith: '.cm-remoteSelection',
  open: (state) => {
    const doc = TandemDoc.fromSnapshot(state)
    doc.become(1_000_000)
    session = new StillSession(doc)
    return { extension: collaboration({ session }) }
  },
  take: ({ peer, change, caret }) => {
    session?.receive(decodeChange(change))
    const anchor = decodeAnchor(caret)
    show(peer, [{ anchor, head: anchor }])
  },
  selectAll: () => {
    for (let peer = 0; peer < peerCount; peer++) show(peer, [{ anchor: { at: 'start' }, head: { at: 'end' } }])
  },
})

function show(peer: number, selections: Peer['selections']): void {
  peers.set(peer, {
    key: peer + 1,
    user: { id: `peer ${peer}`, name: `Peer ${peer}` },
    hue: peer,
    role: 'editor',
    activity: 'active',
    viewport: null,
    following: null,
    leads: 'anybody',
    calls: 0,
    changedAt: performance.now(),
    selections,
  })
  session?.setPeers([...peers.values()])
}
