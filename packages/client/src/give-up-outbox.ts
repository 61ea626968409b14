import type { SessionParts } from './session-parts.ts'

/** What can't be accepted any more is kept for the person, and told; the document is opened anew without it. */
export function giveUpOutbox({ copy, emitter }: SessionParts): void {
  const changes = copy.abandon()
  // In this order, so that whoever is told that nothing is unsaved knows already that not all of it was saved.
  if (changes.length > 0) emitter.emit('rescued', changes)
  emitter.emit('unsaved', copy.outbox.unsaved)
}
