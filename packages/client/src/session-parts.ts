import type { Emitter } from './emitter.ts'
import type { Link } from './link.ts'
import type { LocalCopy } from './local-copy.ts'
import type { OwnPresence } from './own-presence.ts'
import type { Pusher } from './pusher.ts'
import type { RecentErrors } from './recent-errors.ts'
import type { RoomView } from './room-view.ts'
import type { SessionEvents } from './session-events.ts'

/** What a session is made of, for what decides what one of them has to know of another. */
export type SessionParts = {
  readonly emitter: Emitter<SessionEvents>
  readonly room: RoomView
  readonly copy: LocalCopy
  readonly link: Link
  readonly pusher: Pusher
  readonly presence: OwnPresence
  readonly errors: RecentErrors
}
