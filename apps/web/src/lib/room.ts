import type { OwnCompany, Peer, Self } from '@tandem/client'
import type { FollowState, NotFollowed, PeerDisplay, RemoteEdit } from '@tandem/codemirror'
import type { Role } from '@tandem/protocol'

/** Who is in the document, for whatever a page draws of it. */
export type Room = {
  /** Whether the text is there: it comes before everything else. */
  readonly opened: boolean
  readonly self: Self | null
  readonly peers: readonly Peer[]
  /** What I may do. */
  readonly role: Role
  /** Whether what is said of the others is true now: not without a connection. */
  readonly live: boolean
  /** The hue of a person here, collisions resolved. */
  readonly hueOf: (userId: string) => number | null
  /** Whom I follow. */
  readonly followed: FollowState
  /** Whether everybody is to be listed. */
  readonly listed: boolean
  /** The same object as long as it is the same session in the same editor. */
  readonly actions: RoomActions
}

/** What can be done in a room, and asked about it. */
export interface RoomActions {
  /** The line of a peer's caret; null when it has none. */
  lineOf(peer: Peer): number | null
  /** Scrolls to a peer's caret; false when it has none. */
  reveal(peer: Peer): boolean
  /** Puts my caret to where a peer's is, and the focus into the text; false when it has none. */
  goTo(peer: Peer): boolean
  /** Scrolls to my own caret, and puts the focus into the text if I want to go on there. */
  revealMine(focus: boolean): void
  /** Lists everybody, or not any more. */
  list(on: boolean): void
  /** Follows a person until I touch the text; or says why not. */
  follow(userId: string): NotFollowed | null
  /** Stays where I am. */
  stopFollowing(): void
  /** Shows as much of the others as I want. */
  showPeers(display: PeerDisplay): void
  /** Says whether I may be seen and followed; what is left out stays as it is. */
  keepCompany(company: Partial<OwnCompany>): void
  /** Asks everybody to come to where I am. */
  call(): void
  /** Shows how much of what a person wrote can be undone, for whoever may write. */
  undoChanges(userId: string): void
  /** Calls the listener with what others write; the returned function ends that. */
  watchEdits(listener: (edit: RemoteEdit) => void): () => void
}

/** Decides who gets which hue (0 … 23): by user id, for everybody in the document. */
export type AssignHues = (self: Self | null, peers: readonly Peer[]) => ReadonlyMap<string, number>
