import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import { CatchUp } from './catch-up.ts'
import type { Cluster, LinkedRoom, RoomLink } from './cluster.ts'

/** Until the log is asked again that could not be read. */
const againMs = 500

/**
 * The only node there is. Nobody else has rooms, but programs write too, through the web app: the database tells of it as
 * it tells of access, and then the room looks into the log.
 */
export function soleNode(parts: { readonly clock: Clock; readonly logger: Logger }): Cluster {
  return { link: (documentId, room) => linkOf(parts, documentId, room), close: async () => {} }
}

function linkOf(
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  documentId: string,
  room: LinkedRoom,
): RoomLink {
  let cancel = () => {}
  const catchUp = new CatchUp(room, (error) => {
    logger.warn({ err: error, document: documentId }, 'reading what programs wrote failed')
    cancel()
    cancel = clock.after(againMs, () => catchUp.look())
  })
  return { committed() {}, told() {}, accessChanged: () => catchUp.look(), close: () => cancel() }
}
