import type { OwnCompany, Peer, Self } from '@tandem/client'
import type { FollowState, NotFollowed, PeerDisplay } from '@tandem/codemirror'
import type { Role } from '@tandem/protocol'

/** Who is in the document, for whatever the page draws of it. */
export type Room = {
  readonly self: Self | null
  readonly peers: readonly Peer[]
  /** What I may do. */
  readonly role: Role
  /** Whether what is said of the others is true now: not without a connection. */
  readonly live: boolean
  /** The hue of a person here, collisions resolved. */
  readonly hueOf: (userId: string) => number | null
  /** The line of a peer's caret; null when it has none. */
  readonly lineOf: (peer: Peer) => number | null
  /** Scrolls to a peer's caret; false when it has none. */
  readonly reveal: (peer: Peer) => boolean
  /** Whom I follow. */
  readonly followed: FollowState
  /** Follows a person until I touch the text; or says why not. */
  readonly follow: (userId: string) => NotFollowed | null
  readonly stopFollowing: () => void
  /** Shows as much of the others as I want. */
  readonly showPeers: (display: PeerDisplay) => void
  /** Says whether I may be seen and followed; what is left out stays as it is. */
  readonly keepCompany: (company: Partial<OwnCompany>) => void
  /** Asks everybody to come to where I am. */
  readonly call: () => void
}

/** Decides who gets which hue (0 … 23): by user id, for everybody in the document. */
export type AssignHues = (self: Self | null, peers: readonly Peer[]) => ReadonlyMap<string, number>
