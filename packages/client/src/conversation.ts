import { type Downstream, protocolVersion, type Upstream, unreachable } from '@tandem/protocol'
import { giveUpOutbox } from './give-up-outbox.ts'
import type { SessionEnvironment } from './session-environment.ts'
import type { SessionFeed } from './session-feed.ts'
import type { SessionParts } from './session-parts.ts'
import type { SessionRepair } from './session-repair.ts'

/** What is said with the server: what comes first on each connection, and whose each of its messages is. */
export class Conversation {
  readonly #environment: SessionEnvironment
  readonly #parts: SessionParts
  readonly #feed: SessionFeed
  readonly #repair: SessionRepair

  constructor(environment: SessionEnvironment, parts: SessionParts, feed: SessionFeed, repair: SessionRepair) {
    this.#environment = environment
    this.#parts = parts
    this.#feed = feed
    this.#repair = repair
  }

  async hello(): Promise<Upstream> {
    const { copy } = this.#parts
    const ticket = await this.#environment.ticket()
    if (!(await copy.retireSpare())) giveUpOutbox(this.#parts, null)
    return {
      kind: 'hello',
      protocolVersion,
      ticket,
      document: this.#environment.documentId,
      lastSeq: copy.doc && !copy.stale ? copy.seq : null,
      replicaTickets: copy.replicas.map((replica) => replica.ticket),
      newReplicas: copy.newReplicas,
      codings: this.#environment.unpacker.codings,
    }
  }

  receive(message: Downstream): void {
    const { copy, link, room } = this.#parts
    switch (message.kind) {
      case 'welcome':
        this.#feed.welcome(message)
        break
      case 'echo':
        this.#feed.echo(message)
        break
      case 'presence':
        room.updatePeers(message)
        break
      case 'role':
        room.setRole(message.role)
        break
      case 'document':
        room.setTitle(message.title)
        break
      case 'heartbeat':
        // Rows that were sent came in front of this message: a head beyond them was not sent.
        if (message.head > copy.seq) link.reconnect('now')
        else this.#repair.compare(message)
        break
      case 'error':
        this.#repair.failed(message)
        break
      default:
        unreachable(message)
    }
  }
}
