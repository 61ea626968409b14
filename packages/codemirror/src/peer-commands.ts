import { type Command, EditorView } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { configOf } from './config.ts'
import { followNextIn } from './follow.ts'
import { locatePeer, revealPeer } from './locate-peer.ts'
import { nextIn } from './next-place.ts'

/** Puts my caret to where the next of the others is, round and round, and says who that is. */
export const nextPeer: Command = (view) => goToPeer(view, 1)

/** Puts my caret to where the one before of the others is, round and round, and says who that is. */
export const previousPeer: Command = (view) => goToPeer(view, -1)

/** Follows somebody; who follows already, the next one; behind the last one nobody. */
export const followNext: Command = (view) => {
  const { session } = configOf(view.state)
  const others = session.peers.filter(({ user, leads }) => user.id !== session.self?.user.id && leads !== 'nobody')
  return followNextIn(view, [...new Set(others.map(({ user }) => user.id))])
}

function goToPeer(view: EditorView, direction: 1 | -1): boolean {
  const at = new Map<number, Peer>()
  for (const peer of configOf(view.state).session.peers) {
    const location = locatePeer(view, peer)
    if (location) at.set(location.position, peer)
  }
  const position = nextIn([...at.keys()], view.state.selection.main.head, direction)
  const peer = position === null ? undefined : at.get(position)
  if (position === null || !peer) return false
  const line = view.state.doc.lineAt(position).number
  const name = peer.user.name
  view.dispatch({
    selection: { anchor: position },
    effects: EditorView.announce.of(view.state.phrase('$1, line $2', name, line)),
    userEvent: 'select',
  })
  return revealPeer(view, peer)
}
