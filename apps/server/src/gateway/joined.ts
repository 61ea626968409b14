import type { SessionLimits } from '../limits/session-limits.ts'
import type { Room } from '../rooms/room.ts'
import type { RoomSession } from '../rooms/room-session.ts'
import type { ClientConnection } from './client-connection.ts'

/** A connection whose session is in its room. */
export type Joined = {
  readonly room: Room
  readonly session: RoomSession
  readonly connection: ClientConnection
  readonly limits: SessionLimits
  /** Gives back everything that was taken to join. Called once. */
  leave(): void
}
