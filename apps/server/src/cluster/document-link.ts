import { DecodeError } from '@tandem/crdt'
import { type Clock, limits, type PresencePeer, unreachable } from '@tandem/protocol'
import { decodeNodeMessage, encodeNodeMessage, type NodeMessageBody } from '@tandem/protocol/node-message'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Bus } from './bus.ts'
import { CatchUp } from './catch-up.ts'
import type { LinkedRoom, RoomLink } from './cluster.ts'
import { announceMs, answerPauseMs } from './cluster-limits.ts'
import { channelOf, type MessageSeal } from './message-seal.ts'
import { RemotePeers } from './remote-peers.ts'

/** What links are made of. */
export type LinkParts = {
  /** This node's name: no other node has ever had it. */
  readonly node: string
  readonly bus: Bus
  readonly seal: MessageSeal
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
}

/**
 * One room's talk with the rooms of the same document on other nodes.
 *
 * It listens first and looks into the log then, so that nothing falls between; and it asks who is there. What it hears
 * is a reason to read the log or the database again, or a session to be shown for a while: never content.
 */
export class DocumentLink implements RoomLink {
  readonly documentId: string
  readonly #parts: LinkParts
  readonly #room: LinkedRoom
  readonly #channel: string
  readonly #catchUp: CatchUp
  readonly #remote: RemotePeers
  readonly #stopListening: () => void
  readonly #closed: (link: DocumentLink) => void
  #answeredAt = Number.NEGATIVE_INFINITY
  #hasRefused = false
  #cancelAnnounce = () => {}

  constructor(parts: LinkParts, documentId: string, room: LinkedRoom, closed: (link: DocumentLink) => void) {
    this.#parts = parts
    this.documentId = documentId
    this.#room = room
    this.#closed = closed
    this.#channel = channelOf(documentId)
    this.#catchUp = new CatchUp(room, (error) => this.#failed(error, 'reading what other nodes wrote failed'))
    this.#remote = new RemotePeers(room, parts.clock)
    this.#stopListening = parts.bus.listen(this.#channel, {
      message: (sealed) => this.#hear(sealed),
      active: () => {
        this.#catchUp.look()
        this.#say({ kind: 'ask' })
        this.#announce()
      },
    })
    this.#keepAnnouncing()
  }

  /** The last row that the room has sent to its sessions. */
  get head(): number {
    return this.#room.head
  }

  committed(head: number): void {
    this.#say({ kind: 'hint', seq: head })
  }

  told(peers: readonly PresencePeer[], left: readonly number[]): void {
    for (let from = 0; from < Math.max(peers.length, left.length); from += limits.maxNodePeers) {
      const to = from + limits.maxNodePeers
      this.#say({ kind: 'presence', peers: peers.slice(from, to), left: left.slice(from, to) })
    }
  }

  accessChanged(): void {
    this.#say({ kind: 'recheck' })
  }

  /** The log has this row. */
  advanced(seq: number): void {
    this.#catchUp.heard(seq)
  }

  close(): void {
    this.#say({ kind: 'gone' })
    this.#cancelAnnounce()
    this.#stopListening()
    this.#closed(this)
  }

  #say(body: NodeMessageBody): void {
    const { bus, node, seal } = this.#parts
    if (bus.connected) bus.publish(this.#channel, seal.seal(this.#channel, encodeNodeMessage({ node, body })))
  }

  #hear(sealed: Uint8Array): void {
    const message = this.#parts.seal.open(this.#channel, sealed)
    if (!message) {
      this.#refused('its seal is not ours')
      return
    }
    try {
      const { node, body } = decodeNodeMessage(message)
      // A bus brings back what one has said oneself.
      if (node !== this.#parts.node) this.#take(node, body)
    } catch (error) {
      if (error instanceof DecodeError) this.#refused(error.message)
      else this.#failed(error, "handling another node's message failed")
    }
  }

  #take(node: string, body: NodeMessageBody): void {
    switch (body.kind) {
      case 'hint':
        this.#catchUp.heard(body.seq)
        break
      case 'presence':
        this.#remote.heard(node, body.peers, body.left)
        break
      case 'ask':
        this.#answer()
        break
      case 'gone':
        this.#remote.gone(node)
        break
      case 'recheck':
        this.#room.recheckAccess()
        break
      default:
        unreachable(body)
    }
  }

  #answer(): void {
    const now = this.#parts.clock.now()
    const sinceAnswer = now - this.#answeredAt
    if (sinceAnswer >= 0 && sinceAnswer < answerPauseMs) return
    this.#answeredAt = now
    this.#announce()
  }

  #announce(): void {
    this.told(this.#room.ownPeers(), [])
  }

  #keepAnnouncing(): void {
    this.#cancelAnnounce = this.#parts.clock.after(announceMs, () => {
      this.#remote.expire()
      this.#announce()
      this.#keepAnnouncing()
    })
  }

  #refused(reason: string): void {
    this.#parts.metrics.nodeMessagesRefused.inc()
    // Once: whoever sends such messages does not fill the log with them.
    if (!this.#hasRefused) this.#parts.logger.warn({ reason, document: this.documentId }, "a message is no node's")
    this.#hasRefused = true
  }

  #failed(error: unknown, what: string): void {
    this.#parts.logger.warn({ err: error, document: this.documentId }, what)
  }
}
