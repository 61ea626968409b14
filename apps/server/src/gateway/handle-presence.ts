import type { PresenceMessage } from '@tandem/protocol'
import type { Joined } from './handle-hello.ts'

/** Takes where a session is. Bursts cost nothing: the room tells only the latest place, ten times a second. */
export function handlePresence({ room, session }: Joined, place: PresenceMessage): void {
  room.move(session, place)
}
