import { maxRseq } from './limits.ts'
import { oneOf, type SchemaValue, struct, text, uint } from './schema.ts'

/**
 * What a client does after an error:
 * `no`      the request will never succeed; keep the work, stop sending it;
 * `later`   nothing is wrong with the request; send it again after a pause;
 * `resync`  what the client knows is not what the server knows; say `hello` again and catch up;
 * `reauth`  ask for a new ticket (or sign in), then say `hello` again.
 */
export type Retry = 'no' | 'later' | 'resync' | 'reauth'

/** Every expected failure, and what the client does next. The same codes are used by the REST routes. */
export const retryOf = {
  /** The message does not fit its schema, or breaks a limit that an honest client knows. */
  bad_request: 'no',
  unknown_event: 'no',
  /** Only `hello` may come before `welcome`. */
  not_joined: 'resync',
  already_joined: 'no',
  /** No ticket, an expired one, or one with another signature. */
  auth_required: 'reauth',
  upgrade_required: 'no',
  /** Does not exist, or is not shared with you: the two cannot be told apart. */
  not_found: 'no',
  forbidden: 'no',
  document_trashed: 'no',
  /** The replica was not issued to this person for this document. */
  replica_invalid: 'resync',
  /** A change is missing before this one. */
  gap: 'resync',
  /** This (replica, rseq) is already in the log with other content. */
  replica_fork: 'resync',
  /** The change refers to a character that is not in the log. */
  unknown_dependency: 'resync',
  /** The bytes are not a change, or it could not have been made by an honest replica. */
  bad_change: 'no',
  document_full: 'no',
  too_large: 'no',
  rate_limited: 'later',
  busy: 'later',
  /** The reader was too slow: its backlog was dropped, and it catches up from the log. */
  resync: 'resync',
  /** The server is leaving; another one takes over. */
  drain: 'later',
  conflict: 'no',
  /** A document always has an owner. */
  last_owner: 'no',
  internal: 'later',
  /** This person, or this sign-in, has as many documents open as it may. */
  too_many_connections: 'later',
  /** The account was closed by whoever runs this server. */
  account_disabled: 'no',
  /** The disk is full: nothing is lost, and nothing is accepted until there is room again. */
  storage_full: 'later',
  /** As many sessions as it can hold have this document open: who is in stays in. */
  too_many_people: 'later',
} as const satisfies Record<string, Retry>

/** The name of an expected failure. */
export type ErrorCode = keyof typeof retryOf

/** All codes, in wire order: new ones are added at the end. */
export const errorCodes = Object.keys(retryOf) as readonly ErrorCode[]

/** Server → client: what was wrong, in words for a person, and which of the client's changes it is about. */
export const errorMessage = struct({
  code: oneOf(errorCodes),
  message: text(500),
  /** The `rseq` of the first refused change, 0 when the error is not about one. */
  rseq: uint(maxRseq),
})
export type ErrorMessage = SchemaValue<typeof errorMessage>
