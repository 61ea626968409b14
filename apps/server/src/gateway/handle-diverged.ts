import type { DivergedMessage } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import { refusal } from '../rooms/error-sentences.ts'
import type { Joined } from './joined.ts'

/** Writes down that a session showed something else than the log: a mistake of ours, which the session mends by itself. */
export function handleDiverged(
  { room, session, limits }: Joined,
  { seq, digest }: DivergedMessage,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): void {
  // An honest session says it, and leaves as soon as all that it has is saved.
  if (!limits.mayDiverge()) throw refusal('rate_limited')
  metrics.divergences.inc()
  logger.error(
    { document: room.documentId, user: session.person.id, seq, digest },
    'a session showed something else than the log',
  )
}
