import type { SessionParts } from './session-parts.ts'

/** What can't be accepted any more is kept for the person, and told; the document is opened anew without it. */
export function giveUpOutbox({ copy, emitter }: SessionParts): void {
  const changes = copy.abandon()
  emitter.emit('unsaved', copy.outbox.unsaved)
  if (changes.length > 0) emitter.emit('rescued', changes)
}
