import { type Anchor, DecodeError, decodeAnchor, encodeAnchor, type TandemDoc } from '@tandem/crdt'
import type { Activity, Leads, Person, PresenceMessage, PresencePeer, PresenceUpdate, Role } from '@tandem/protocol'

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
  /** The middle of what its window shows; null while nobody follows it. */
  readonly viewport: Anchor | null
  /** The id of the person whom it follows. */
  readonly following: string | null
  /** Who may follow it; everybody should when it holds a lecture. */
  readonly leads: Leads
  /** How often it has asked everybody to come to it. */
  readonly calls: number
  /** When it came or last moved, by the session's clock; null when that was before this session was there to see it. */
  readonly changedAt: number | null
}

/** A person as the rest of the client speaks of one. */
export function userOf(person: Person): Peer['user'] {
  return { id: person.id, name: person.name }
}

/** The sessions of `welcome`. */
export function peersOf(list: readonly PresencePeer[]): readonly Peer[] {
  return list.map((peer) => peerOf(peer, null))
}

/**
 * The sessions after an update; the order is that in which they came. An update is the same for everybody: what it says
 * of `ownKey` is left out, and when that is all, they are the very same ones.
 */
export function updatePeers(
  peers: readonly Peer[],
  update: PresenceUpdate,
  ownKey: number | null,
  now: number,
): readonly Peer[] {
  const byKey = new Map(peers.map((peer) => [peer.key, peer]))
  for (const peer of update.peers) {
    if (peer.key === ownKey) continue
    const told = peerOf(peer, now)
    const known = byKey.get(peer.key)
    // Sessions on other servers are told again every so often: that alone is no sign of life.
    const still = known !== undefined && (isAt(known, told) || told.activity === 'idle')
    byKey.set(peer.key, still ? { ...told, changedAt: known.changedAt } : told)
  }
  for (const moved of update.moved) {
    const peer = byKey.get(moved.key)
    if (!peer) continue
    const told = { ...peer, ...placeOf(moved), changedAt: now }
    // Who scrolls, follows or goes away has not moved; who says the same again has: they typed.
    const still = told.activity === 'idle' || (isAt(peer, told) && !keepsCompany(peer, told))
    byKey.set(moved.key, still ? { ...told, changedAt: peer.changedAt } : told)
  }
  for (const key of update.left) byKey.delete(key)
  const others = update.peers.some(({ key }) => key !== ownKey) || update.moved.some(({ key }) => key !== ownKey)
  return others || update.left.length > 0 ? [...byKey.values()] : peers
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

function peerOf(peer: PresencePeer, changedAt: number | null): Peer {
  return {
    key: peer.key,
    user: userOf(peer.person),
    hue: peer.person.hue,
    role: peer.role,
    ...placeOf(peer),
    changedAt,
  }
}

function placeOf({ activity, selections, company }: PresenceMessage) {
  return {
    activity,
    selections: selectionsOf(selections),
    viewport: company?.viewport ? anchorOf(company.viewport) : null,
    following: company?.following ?? null,
    leads: company?.leads ?? 'anybody',
    calls: company?.calls ?? 0,
  }
}

/** Whether two tellings of a session have it at the same place. */
function isAt(a: Peer, b: Peer): boolean {
  if (a.activity !== b.activity || a.selections.length !== b.selections.length) return false
  return a.selections.every(({ anchor, head }, at) => {
    const other = b.selections[at]
    return other !== undefined && isSameAnchor(anchor, other.anchor) && isSameAnchor(head, other.head)
  })
}

function keepsCompany(a: Peer, b: Peer): boolean {
  const sameView = a.viewport && b.viewport ? isSameAnchor(a.viewport, b.viewport) : a.viewport === b.viewport
  return sameView && a.following === b.following && a.leads === b.leads && a.calls === b.calls
}

/** What another client sent as anchors may be anything: what is none is not shown. */
function selectionsOf(list: PresenceMessage['selections']): PeerSelection[] {
  const selections: PeerSelection[] = []
  for (const selection of list) {
    const [anchor, head] = [anchorOf(selection.anchor), anchorOf(selection.head)]
    if (anchor && head) selections.push({ anchor, head })
  }
  return selections
}

function anchorOf(bytes: Uint8Array): Anchor | null {
  try {
    return decodeAnchor(bytes)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return null
  }
}

function isSameAnchor(a: Anchor, b: Anchor): boolean {
  if (!('side' in a) || !('side' in b)) return a.at === b.at
  return a.at.replica === b.at.replica && a.at.counter === b.at.counter && a.side === b.side
}
