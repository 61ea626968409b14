import type { Here } from '@tandem/documents'
import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'

/** A room, as lists of documents see it. */
type Visited = {
  readonly documentId: string
  readonly sessions: Iterable<{ readonly signInId: string; readonly person: { readonly id: string } }>
}

/**
 * Says every so often who is in which of the rooms, for lists of documents, and at which sign-ins, which are in use as long
 * as a document is open: a statement each for all of them. Nothing is said when somebody goes: what is not said again is
 * over soon.
 *
 * Returns what ends it, once nothing is under way.
 */
export function sayWhoIsHere(parts: {
  readonly rooms: () => Iterable<Visited>
  readonly tell: (present: readonly Here[], signInIds: readonly string[]) => Promise<void>
  readonly everyMs: number
  readonly clock: Clock
  readonly logger: Logger
}): { close(): Promise<void> } {
  const { rooms, tell, everyMs, clock, logger } = parts
  let telling: Promise<void> = Promise.resolve()
  let cancel = () => {}
  let ended = false

  const say = async (): Promise<void> => {
    const open = [...rooms()]
    const present = open.flatMap(({ documentId, sessions }) =>
      // Once each, however many tabs somebody has.
      [...new Set([...sessions].map(({ person }) => person.id))].map((userId) => ({ documentId, userId })),
    )
    const signInIds = new Set(open.flatMap(({ sessions }) => [...sessions].map(({ signInId }) => signInId)))
    if (present.length > 0) await tell(present, [...signInIds])
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
