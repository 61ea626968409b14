import { type Command, EditorView } from '@codemirror/view'
import type { Peer } from '@tandem/client'
import { configOf } from './config.ts'
import { followNextIn } from './follow.ts'
import { locatePeer, revealPeer } from './locate-peer.ts'
import { nextIn } from './next-place.ts'
import { peerCarets } from './peer-carets.ts'

/** Puts my caret to where the next of the others is, round and round, and says who that is. False when nobody has a caret. */
export const nextPeer: Command = (view) => goToNext(view, 1)

/** Puts my caret to where the one before of the others is, round and round, and says who that is. False when nobody has a caret. */
export const previousPeer: Command = (view) => goToNext(view, -1)

/** Follows somebody; who follows already, the next one; behind the last one nobody. */
export const followNext: Command = (view) => {
  const { session } = configOf(view.state)
  const others = session.peers.filter(({ user, leads }) => user.id !== session.self?.user.id && leads !== 'nobody')
  return followNextIn(view, [...new Set(others.map(({ user }) => user.id))])
}

/** Shows the names at everybody's carets for a moment, and says who is in which line. False when nobody has a caret. */
export const whoIsWhere: Command = (view) => {
  const carets = view.plugin(peerCarets)
  const said = configOf(view.state).session.peers.flatMap((peer) => {
    const location = locatePeer(view, peer)
    if (location) carets?.point(peer.key)
    return location ? [inWords(view, peer, location.line)] : []
  })
  if (said.length === 0) return false
  view.dispatch({ effects: EditorView.announce.of(said.join('. ')) })
  return true
}

/** Puts my caret to where a peer is, and says who that is. False when it has no caret here. */
export function goToPeer(view: EditorView, peer: Peer): boolean {
  const location = locatePeer(view, peer)
  if (!location) return false
  view.dispatch({
    selection: { anchor: location.position },
    effects: EditorView.announce.of(inWords(view, peer, location.line)),
    userEvent: 'select',
  })
  return revealPeer(view, peer)
}

function inWords(view: EditorView, { user }: Peer, line: number): string {
  return view.state.phrase('$1, line $2', user.name, line)
}

function goToNext(view: EditorView, direction: 1 | -1): boolean {
  const at = new Map<number, Peer>()
  for (const peer of configOf(view.state).session.peers) {
    const location = locatePeer(view, peer)
    if (location) at.set(location.position, peer)
  }
  const position = nextIn([...at.keys()], view.state.selection.main.head, direction)
  const peer = position === null ? undefined : at.get(position)
  return peer ? goToPeer(view, peer) : false
}
