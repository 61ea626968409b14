import { EditorView } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { peerCarets } from './peer-carets.ts'

/** Where a peer is: the position of its main caret and the number of its line. */
export type PeerLocation = { readonly position: number; readonly line: number }

/** Tells where a peer is; null when it has no caret here or the editor is not collaborative. */
export function locatePeer(view: EditorView, peer: Peer): PeerLocation | null {
  const [first] = view.plugin(peerCarets)?.rangesOf(peer) ?? []
  if (!first) return null
  return { position: first.head, line: view.state.doc.lineAt(first.head).number }
}

/** Scrolls a peer's caret into the middle of the editor and shows its flag; my own caret stays. False when it has none. */
export function revealPeer(view: EditorView, peer: Peer): boolean {
  const location = locatePeer(view, peer)
  if (!location) return false
  view.dispatch({ effects: EditorView.scrollIntoView(location.position, { y: 'center' }) })
  view.plugin(peerCarets)?.point(peer.key)
  return true
}
