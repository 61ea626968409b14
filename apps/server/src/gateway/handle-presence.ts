import type { PresenceMessage } from '@tandem/protocol'
import type { Overload } from '../limits/overload.ts'
import { refusal } from '../rooms/error-sentences.ts'
import type { Joined } from './joined.ts'

/**
 * Takes where a session is. The room tells only the latest place, ten times a second at most; a session that says more
 * than it could ever show is not listened to, and one that goes on like that is cut.
 */
export function handlePresence({ room, session, limits }: Joined, place: PresenceMessage, overload: Overload): void {
  if (limits.mayTellPresence()) {
    // Under pressure it is the first thing that is dropped: the next place makes up for it.
    if (!overload.refusesJoins) room.move(session, place)
  } else if (!limits.forgives(0)) {
    throw refusal('rate_limited')
  }
}
