import { maxAnchorBytes, maxCalls, maxIdLength, maxSelections, maxSeq, maxSessionsPerDocument } from './limits.ts'
import { person } from './person.ts'
import { roles } from './role.ts'
import { bytes, list, oneOf, optional, type SchemaValue, struct, text, uint } from './schema.ts'

/**
 * Who is here, and where. Never stored, coalesced, and the first thing to be dropped under pressure: a client tells its
 * own place, the server adds who that is and tells the others.
 */

/** One caret or selection; both ends are encoded anchors. */
export const presenceSelection = struct({ anchor: bytes(maxAnchorBytes), head: bytes(maxAnchorBytes) })

/** `active`: looks at the document; `idle`: the page is hidden or nobody touched it for a while. */
export const activities = ['active', 'idle'] as const
export type Activity = (typeof activities)[number]

/** Who may follow a session: whoever likes; nobody; or everybody should, which is a *lecture*, and only an owner's. */
export const leads = ['anybody', 'nobody', 'everybody'] as const
export type Leads = (typeof leads)[number]

/** Whom a session follows, and how it can be followed. */
const company = struct({
  /** The middle of what its window shows, as an encoded anchor: told while somebody follows it. */
  viewport: optional(bytes(maxAnchorBytes)),
  /** The id of the person whom it follows. Not a session's key: those differ from server to server. */
  following: optional(text(maxIdLength)),
  leads: oneOf(leads),
  /** How often it has asked everybody to come to it: each time more is a request. */
  calls: uint(maxCalls),
})
export type Company = SchemaValue<typeof company>

const place = {
  activity: oneOf(activities),
  selections: list(presenceSelection, maxSelections),
  /** Null for what nearly everybody nearly always says: follows nobody, may be followed, is not, has asked for nothing. */
  company: optional(company),
}

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
