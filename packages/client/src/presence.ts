import { type Anchor, DecodeError, decodeAnchor, encodeAnchor, type TandemDoc } from '@tandem/crdt'
import type { Activity, Person, PresenceMessage, PresencePeer, PresenceUpdate, Role } from '@tandem/protocol'

/** A caret or selection in the text, in code units. */
export type Selected = { readonly anchor: number; readonly head: number }

/** A caret or selection of somebody else: places that survive edits. */
export type PeerSelection = { readonly anchor: Anchor; readonly head: Anchor }

/** Another session in the document: another person, or another tab of mine. */
export type Peer = {
  /** One per session, never used again in this room. */
  readonly key: number
  readonly user: { readonly id: string; readonly name: string }
  /** 0 … 23; the same for this person everywhere. */
  readonly hue: number
  readonly role: Role
  readonly activity: Activity
  readonly selections: readonly PeerSelection[]
  /** When it last moved, by the session's clock. */
  readonly changedAt: number
}

/** A person as the rest of the client speaks of one. */
export function userOf(person: Person): Peer['user'] {
  return { id: person.id, name: person.name }
}

/** The sessions of `welcome`. */
export function peersOf(list: readonly PresencePeer[], now: number): readonly Peer[] {
  return list.map((peer) => peerOf(peer, now))
}

/**
 * The sessions after an update; the order is that in which they came. An update is the same for everybody: what it says
 * of `ownKey` is left out.
 */
export function updatePeers(
  peers: readonly Peer[],
  update: PresenceUpdate,
  ownKey: number | null,
  now: number,
): readonly Peer[] {
  const byKey = new Map(peers.map((peer) => [peer.key, peer]))
  for (const peer of update.peers) if (peer.key !== ownKey) byKey.set(peer.key, peerOf(peer, now))
  for (const moved of update.moved) {
    const peer = byKey.get(moved.key)
    if (!peer) continue
    const selections = selectionsOf(moved.selections)
    byKey.set(moved.key, { ...peer, activity: moved.activity, selections, changedAt: now })
  }
  for (const key of update.left) byKey.delete(key)
  return [...byKey.values()]
}

/** Carets and selections, as the wire carries them: anchors in the text as it is now. */
export function anchorsOf(doc: TandemDoc, selected: readonly Selected[]): PresenceMessage['selections'] {
  return selected.map(({ anchor, head }) => {
    // A caret holds on to the character before it, the ends of a selection to the characters inside.
    const sideOf = (end: number, other: number) => (end >= other ? 'before' : 'after')
    return {
      anchor: encodeAnchor(doc.anchorAt(anchor, sideOf(anchor, head))),
      head: encodeAnchor(doc.anchorAt(head, sideOf(head, anchor))),
    }
  })
}

function peerOf(peer: PresencePeer, now: number): Peer {
  return {
    key: peer.key,
    user: userOf(peer.person),
    hue: peer.person.hue,
    role: peer.role,
    activity: peer.activity,
    selections: selectionsOf(peer.selections),
    changedAt: now,
  }
}

/** What another client sent as anchors may be anything: what is none is not shown. */
function selectionsOf(list: PresenceMessage['selections']): PeerSelection[] {
  const selections: PeerSelection[] = []
  for (const { anchor, head } of list) {
    try {
      selections.push({ anchor: decodeAnchor(anchor), head: decodeAnchor(head) })
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
    }
  }
  return selections
}
