import { maxAnchorBytes, maxSelections, maxSeq, maxSessionsPerDocument } from './limits.ts'
import { person } from './person.ts'
import { roles } from './role.ts'
import { bytes, list, oneOf, type SchemaValue, struct, uint } from './schema.ts'

/**
 * Who is here, and where. Never stored, coalesced, and the first thing to be dropped under pressure: a client tells its
 * own place, the server adds who that is and tells the others.
 */

/** One caret or selection; both ends are encoded anchors. */
export const presenceSelection = struct({ anchor: bytes(maxAnchorBytes), head: bytes(maxAnchorBytes) })

/** `active`: looks at the document; `idle`: the page is hidden or nobody touched it for a while. */
export const activities = ['active', 'idle'] as const
export type Activity = (typeof activities)[number]

const place = { activity: oneOf(activities), selections: list(presenceSelection, maxSelections) }

/** Client → server: where I am now. Replaces what was said before. */
export const presenceMessage = struct(place)
export type PresenceMessage = SchemaValue<typeof presenceMessage>

/** The number of a session in its room, given by the server. */
export const sessionKey = uint(maxSeq)

/** Another session in the document. */
export const presencePeer = struct({ key: sessionKey, person, role: oneOf(roles), ...place })
export type PresencePeer = SchemaValue<typeof presencePeer>

/** Server → client: sessions that came or changed (whole), that moved, and that left. */
export const presenceUpdate = struct({
  peers: list(presencePeer, maxSessionsPerDocument),
  moved: list(struct({ key: sessionKey, ...place }), maxSessionsPerDocument),
  left: list(sessionKey, maxSessionsPerDocument),
})
export type PresenceUpdate = SchemaValue<typeof presenceUpdate>
