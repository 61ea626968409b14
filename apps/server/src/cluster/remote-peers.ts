import { type Clock, limits, type PresencePeer } from '@tandem/protocol'
import type { LinkedRoom } from './cluster.ts'
import { maxNodesPerDocument, remotePeerLifeMs } from './cluster-limits.ts'

type RemotePeer = { readonly key: number; expiresAt: number }

/**
 * The sessions of other nodes in one document. Each gets a number of this room, whatever its own node calls it: so the
 * numbers of two nodes never meet, and no message can speak of a session of this node.
 */
export class RemotePeers {
  readonly #room: Pick<LinkedRoom, 'showPeer' | 'hidePeer' | 'newKey'>
  readonly #clock: Clock
  /** By node, then by the number that the session has there. */
  readonly #nodes = new Map<string, Map<number, RemotePeer>>()

  constructor(room: Pick<LinkedRoom, 'showPeer' | 'hidePeer' | 'newKey'>, clock: Clock) {
    this.#room = room
    this.#clock = clock
  }

  /** Sessions that are shown. */
  get size(): number {
    let size = 0
    for (const peers of this.#nodes.values()) size += peers.size
    return size
  }

  /** A node says who is there, or where they are now. Whom there is no room for is not shown. */
  heard(node: string, peers: readonly PresencePeer[], left: readonly number[]): void {
    for (const key of left) this.#hide(node, key)
    for (const peer of peers) {
      const known = this.#nodes.get(node)?.get(peer.key) ?? this.#add(node, peer.key)
      if (!known) return
      known.expiresAt = this.#clock.now() + remotePeerLifeMs
      this.#room.showPeer({ ...peer, key: known.key })
    }
  }

  /** Nobody is there any more. */
  gone(node: string): void {
    for (const key of [...(this.#nodes.get(node)?.keys() ?? [])]) this.#hide(node, key)
  }

  /** Hides those of whom nothing was heard for too long. */
  expire(): void {
    const now = this.#clock.now()
    for (const [node, peers] of this.#nodes) {
      for (const [key, { expiresAt }] of peers) if (expiresAt <= now) this.#hide(node, key)
    }
  }

  #add(node: string, key: number): RemotePeer | null {
    if (this.size >= limits.maxSessionsPerDocument) return null
    let peers = this.#nodes.get(node)
    if (!peers) {
      if (this.#nodes.size >= maxNodesPerDocument) return null
      peers = new Map()
      this.#nodes.set(node, peers)
    }
    const peer: RemotePeer = { key: this.#room.newKey(), expiresAt: 0 }
    peers.set(key, peer)
    return peer
  }

  #hide(node: string, key: number): void {
    const peers = this.#nodes.get(node)
    const peer = peers?.get(key)
    if (!peers || !peer) return
    peers.delete(key)
    if (peers.size === 0) this.#nodes.delete(node)
    this.#room.hidePeer(peer.key)
  }
}
