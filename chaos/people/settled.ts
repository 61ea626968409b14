import { documentRow, rolesIn } from '../world/facts.ts'
import type { World } from '../world/world.ts'
import type { Actor } from './actor.ts'
import type { Cast } from './cast.ts'

/** Whether everybody who has a role has everything, and nobody has anything that is not saved. False when it can't be known. */
export async function isSettled({ db }: World, { documents, actors }: Cast): Promise<boolean> {
  try {
    for (const { id } of documents) {
      const [{ head }, roles] = [await documentRow(db, id), await rolesIn(db, id)]
      for (const actor of actors) {
        if (actor.doc !== id) continue
        // Who may not read any more has been given back what could not be saved.
        const settled = roles[actor.user.id] ? actor.isSettledAt(head) : actor.session.unsaved.count === 0
        if (!settled) return false
      }
    }
    return true
  } catch {
    return false // the database has just come back and cut our connection
  }
}

/** How somebody fares, for a person who reads why a run came to a stop. */
export function describe({ name, session: { state, unsaved, seq } }: Actor): string {
  const phase = state.phase === 'closed' ? `closed (${state.reason.code})` : state.phase
  return `${name}: ${phase}, row ${seq}, ${unsaved.count} unsaved`
}
