import type { ErrorCode } from '@tandem/protocol'
import type { SessionParts } from './session-parts.ts'

/**
 * What can't be accepted any more is kept for the person, and told with the server's reason, if it has said one; the document is
 * opened anew without it.
 */
export function giveUpOutbox({ copy, emitter }: SessionParts, code: ErrorCode | null): void {
  const changes = copy.abandon()
  // In this order, so that whoever is told that nothing is unsaved knows already that not all of it was saved.
  if (changes.length > 0) emitter.emit('rescued', { changes, code })
  emitter.emit('unsaved', copy.outbox.unsaved)
}
