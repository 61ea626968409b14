import type { Admission } from '../limits/admission.ts'
import type { DocumentRate } from '../limits/document-rate.ts'
import type { SessionLimits } from '../limits/session-limits.ts'
import type { SharedByKey } from '../limits/shared-by-key.ts'
import type { Room } from '../rooms/room.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'
import type { RoomSession } from '../rooms/room-session.ts'
import type { ClientConnection } from './client-connection.ts'

/** Where everything is held that a session takes to join. */
export type Holders = {
  readonly registry: RoomRegistry
  readonly admission: Admission
  readonly documentRates: SharedByKey<DocumentRate>
}

/** A connection whose session is in its room. */
export class Joined {
  readonly room: Room
  readonly session: RoomSession
  readonly connection: ClientConnection
  readonly limits: SessionLimits
  readonly #holders: Holders

  constructor(room: Room, session: RoomSession, connection: ClientConnection, limits: SessionLimits, holders: Holders) {
    this.room = room
    this.session = session
    this.connection = connection
    this.limits = limits
    this.#holders = holders
  }

  /** Gives back everything that was taken to join. Called once. */
  leave(): void {
    const { registry, admission, documentRates } = this.#holders
    const { documentId } = this.room
    const { person, signInId } = this.session
    this.room.leave(this.session)
    registry.release(this.room)
    this.limits.leave()
    documentRates.release(documentId)
    admission.leave(person.id, signInId)
  }
}
