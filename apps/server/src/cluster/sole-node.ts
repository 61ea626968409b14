import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import { CatchUp } from './catch-up.ts'
import type { Cluster, LinkedRoom, RoomLink } from './cluster.ts'
import { type HeadsBeyond, type Polled, pollHeads } from './head-poll.ts'

type SoleParts = { readonly headsBeyond: HeadsBeyond; readonly clock: Clock; readonly logger: Logger }

/**
 * The only node there is. Nobody else has rooms, but others write: programs through the web app, of which the database tells
 * as it tells of access; and of some rows nobody tells: those of a process that was here before this one and was killed, those of
 * a room that was given up, those whose commit nobody heard of. So it asks for the ends of its logs as a node among others does.
 */
export function soleNode(parts: SoleParts): Cluster {
  const links = new Set<SoleLink>()
  const stopPolling = pollHeads(parts, () => links)
  return {
    link(documentId, room) {
      const link = new SoleLink(parts.logger, documentId, room, (closed) => links.delete(closed))
      links.add(link)
      return link
    },
    close: async () => stopPolling(),
  }
}

class SoleLink implements RoomLink, Polled {
  readonly documentId: string
  readonly #logger: Logger
  readonly #room: LinkedRoom
  readonly #closed: (link: SoleLink) => void
  /** Hardly any room ever needs it: it is made when it does, for there are thousands. */
  #catchUp: CatchUp | null = null

  constructor(logger: Logger, documentId: string, room: LinkedRoom, closed: (link: SoleLink) => void) {
    this.documentId = documentId
    this.#logger = logger
    this.#room = room
    this.#closed = closed
  }

  get head(): number {
    return this.#room.head
  }

  committed(): void {}

  told(): void {}

  accessChanged(): void {
    this.advanced(Number.POSITIVE_INFINITY)
  }

  advanced(seq: number): void {
    this.#catchUp ??= new CatchUp(this.#room, (err) => {
      this.#logger.warn({ err, document: this.documentId }, 'looking into the log failed')
    })
    this.#catchUp.heard(seq)
  }

  close(): void {
    this.#closed(this)
  }
}
