import type { Clock } from '@tandem/protocol'
import type { Room } from './room.ts'

/** How long what is on its way may take to be decided, while its authors are still there to hear of it. */
const flushMs = 1_000
/** The next server sees a hello and an opening for each session: this many a second are no burden. */
const sessionsPerSecond = 500
/** However many they are: a supervisor waits some seconds before it kills. */
const maxSpreadMs = 2_000

/**
 * Sends everybody away who is in these rooms, because the server leaves: each at a moment of its own, so that they do not
 * all come to the next server at once. Until that moment a session works as ever. Resolves when everything that was
 * pushed is decided; nobody may come in meanwhile.
 */
export async function sendAway(rooms: readonly Room[], clock: Clock, random: () => number): Promise<void> {
  await Promise.race([idle(rooms), pause(clock, flushMs)])
  const leaving = rooms.flatMap((room) => [...room.sessions].map((session) => ({ room, session })))
  const spreadMs = Math.min(maxSpreadMs, (leaving.length / sessionsPerSecond) * 1_000)
  await Promise.all(
    leaving.map(async ({ room, session }) => {
      await pause(clock, random() * spreadMs)
      room.cut(session, 'drain')
    }),
  )
  await idle(rooms)
}

async function idle(rooms: readonly Room[]): Promise<void> {
  await Promise.all(rooms.map((room) => room.idle()))
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve))
}
