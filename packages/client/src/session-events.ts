import type { Applied, Change, TandemDoc } from '@tandem/crdt'
import type { ErrorCode, Role } from '@tandem/protocol'
import type { Unsaved } from './outbox.ts'
import type { Peer } from './presence.ts'
import type { SessionState } from './session-state.ts'

/** What a session tells. Listeners are called synchronously, when everything that the session shows is up to date. */
export type SessionEvents = {
  state: SessionState
  /** Why the server takes nothing for now, though it is there and will be asked again; null from when it does. */
  hindered: ErrorCode | null
  /** A document is there: for the first time, or another one in place of it. Show its text whole. */
  open: TandemDoc
  /** Others changed the text: `edit` is what to show, `by` the ids of the people who did. */
  edit: Applied & { readonly by: readonly string[] }
  /** Rows of the log were taken, up to this one: also rows that show nothing new. */
  seq: number
  /** Properties that changed, by anybody. */
  properties: readonly string[]
  peers: readonly Peer[]
  role: Role
  document: { readonly title: string }
  unsaved: Unsaved
  /** Changes of mine that can't be accepted any more, and the server's reason. They are in the store's rescue until the person has them. */
  rescued: Rescued
  /** Changes that became a rescue in an earlier page load, and that the person has not put aside. */
  rescuedBefore: readonly Change[]
  /** The device keeps nothing any more: closing the page loses what is unsaved. Told once. */
  storeFailed: unknown
}

/** Changes that were given up; `code` is why a server did not take them, null when it was not asked or has not said. */
export type Rescued = { readonly changes: readonly Change[]; readonly code: ErrorCode | null }

/** Who I am in the room. */
export type Self = { readonly key: number; readonly user: Peer['user']; readonly hue: number }
