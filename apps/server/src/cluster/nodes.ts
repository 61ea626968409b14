import type { Cluster } from './cluster.ts'
import { DocumentLink, type LinkParts } from './document-link.ts'
import { type HeadsBeyond, pollHeads } from './head-poll.ts'
import { messageSeal } from './message-seal.ts'

/** What a node among others is made of. */
export type NodeParts = Omit<LinkParts, 'seal'> & {
  readonly headsBeyond: HeadsBeyond
  /** Known to all nodes and to nobody else. */
  readonly secret: string
}

/** One node of several, on the bus that they share; without one, what others write is seen by polling alone. */
export function oneOfMany(parts: NodeParts): Cluster {
  const { headsBeyond, secret, ...rest } = parts
  const shared: LinkParts = { ...rest, seal: messageSeal(secret) }
  const links = new Set<DocumentLink>()
  const stopPolling = pollHeads({ headsBeyond, clock: parts.clock, logger: parts.logger }, () => links)
  return {
    link(documentId, room) {
      const link = new DocumentLink(shared, documentId, room, (closed) => links.delete(closed))
      links.add(link)
      return link
    },
    async close() {
      stopPolling()
      await parts.bus.close()
    },
  }
}
