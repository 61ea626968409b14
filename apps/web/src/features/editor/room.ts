import type { Peer, Self } from '@tandem/client'

/** Who is in the document, for whatever the page draws of it. */
export type Room = {
  readonly self: Self | null
  readonly peers: readonly Peer[]
  /** The hue of a person here, collisions resolved. */
  readonly hueOf: (userId: string) => number | null
  /** The line of a peer's caret; null when it has none. */
  readonly lineOf: (peer: Peer) => number | null
  /** Scrolls to a peer's caret; false when it has none. */
  readonly reveal: (peer: Peer) => boolean
}

/** Decides who gets which hue (0 … 23): by user id, for everybody in the document. */
export type AssignHues = (self: Self | null, peers: readonly Peer[]) => ReadonlyMap<string, number>
