import type { PresencePeer } from '@tandem/protocol'

/**
 * The other nodes, as the rooms of this one see them. What travels between nodes makes things quick, never right: rows
 * come from the log, access is decided by the database, and a node that hears nothing finds out by itself.
 */
export interface Cluster {
  /** Ties a room to the rooms of the same document on other nodes. */
  link(documentId: string, room: LinkedRoom): RoomLink
  /** Ends the talk, once every link is closed. */
  close(): Promise<void>
}

/** A room's tie to the rooms of the same document on other nodes. Nothing here throws or waits. */
export interface RoomLink {
  /** Rows up to `head` were committed here. */
  committed(head: number): void
  /** What people here were told of each other: sessions of this node that came, changed or moved, and that left. */
  told(peers: readonly PresencePeer[], left: readonly number[]): void
  /** Somebody's access to the document changed, or a program wrote to it, as this node has found out. */
  accessChanged(): void
  /** The room is closed: nobody is in the document on this node. */
  close(): void
}

/** What a link needs of its room. */
export interface LinkedRoom {
  /** The last row that was sent to the sessions here. */
  readonly head: number
  /** Takes from the log what is behind `head`, up to a row that there may be, or all of it. */
  catchUp(upTo: number): Promise<void>
  /** Somebody's access may have changed: has the node look. */
  recheckAccess(): void
  /** The sessions of this node. */
  ownPeers(): PresencePeer[]
  /** Shows a session of another node, as it is now; `key` is one that `newKey` gave. */
  showPeer(peer: PresencePeer): void
  hidePeer(key: number): void
  /** A number that no session in the room has. */
  newKey(): number
}
