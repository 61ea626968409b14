import type { Here } from '@tandem/documents'
import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'

/** A room, as lists of documents see it. */
type Visited = {
  readonly documentId: string
  readonly sessions: Iterable<{ readonly person: { readonly id: string } }>
}

/**
 * Says every so often who is in which of the rooms, for lists of documents: one statement for all of them. Nothing is said
 * when somebody goes: what is not said again is over soon.
 *
 * Returns what ends it, once nothing is under way.
 */
export function sayWhoIsHere(parts: {
  readonly rooms: () => Iterable<Visited>
  readonly tell: (present: readonly Here[]) => Promise<void>
  readonly everyMs: number
  readonly clock: Clock
  readonly logger: Logger
}): { close(): Promise<void> } {
  const { rooms, tell, everyMs, clock, logger } = parts
  let telling: Promise<void> = Promise.resolve()
  let cancel = () => {}
  let ended = false

  const say = async (): Promise<void> => {
    const present = [...rooms()].flatMap(({ documentId, sessions }) =>
      // Once each, however many tabs somebody has.
      [...new Set([...sessions].map(({ person }) => person.id))].map((userId) => ({ documentId, userId })),
    )
    if (present.length > 0) await tell(present)
  }

  const schedule = () => {
    if (ended) return
    cancel = clock.after(everyMs, () => {
      telling = say()
        .catch((error: unknown) => logger.warn({ err: error }, 'saying who is in which document failed'))
        .then(schedule)
    })
  }

  schedule()
  return {
    async close() {
      ended = true
      cancel()
      await telling
    },
  }
}
