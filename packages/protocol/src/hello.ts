import { codings } from './coding.ts'
import {
  maxDocumentCharacters,
  maxFrameBytes,
  maxIdLength,
  maxReplica,
  maxReplicaTickets,
  maxSeq,
  maxSessionsPerDocument,
  maxTicketLength,
  maxTitleUnits,
} from './limits.ts'
import { person } from './person.ts'
import { presencePeer, sessionKey } from './presence.ts'
import { roles } from './role.ts'
import { bytes, list, oneOf, optional, type SchemaValue, struct, text, uint } from './schema.ts'

/**
 * The client speaks first. `hello` says who it is (the ticket), what it wants to open, and what it already has; the
 * server answers with `welcome`, or with an error and a closed connection. The rows that the client lacks follow as
 * ordinary `echo` messages, up to `welcome.head` and beyond: catching up and being live are the same thing.
 */

/** Client → server, once for each connection. */
export const helloMessage = struct({
  // First in the message, so that a server can tell an old client what it is before it reads the rest.
  protocolVersion: uint(65_535),
  ticket: text(maxTicketLength),
  document: text(maxIdLength),
  /** The last row that this session has taken; null when it has none and wants the document from the start. */
  lastSeq: optional(uint(maxSeq)),
  /** Proofs of the replicas that this session writes as: its own after a reconnect, recovered ones after a reload. */
  replicaTickets: list(text(maxTicketLength), maxReplicaTickets),
  /** How many new replicas it wants: one for a new page, one more to keep for a start without a connection. */
  newReplicas: uint(2),
  /** The packings that it can undo, besides none at all. */
  codings: list(oneOf(codings), codings.length),
})
export type HelloMessage = SchemaValue<typeof helloMessage>

/** A replica and the proof that it was issued to this person. */
export const issuedReplica = struct({ replica: uint(maxReplica), ticket: text(maxTicketLength) })
export type IssuedReplica = SchemaValue<typeof issuedReplica>

/** The most bytes that a snapshot has, unpacked. */
const maxStateBytes = maxDocumentCharacters * 4

/** A document's state after row `seq`, as a snapshot of the CRDT, packed: `size` is its length when it is unpacked. */
export const snapshotAt = struct({
  seq: uint(maxSeq),
  coding: oneOf(codings),
  size: uint(maxStateBytes),
  state: bytes(maxStateBytes),
})
export type SnapshotAt = SchemaValue<typeof snapshotAt>

/** Server → client: you are in. */
export const welcomeMessage = struct({
  /** This session's number in the room, and the person it belongs to. */
  key: sessionKey,
  self: person,
  role: oneOf(roles),
  title: text(maxTitleUnits),
  /** The end of the log now: with this row taken, the session is up to date. */
  head: uint(maxSeq),
  /** Open this first; null when `lastSeq` was near enough to go on from. */
  snapshot: optional(snapshotAt),
  replicas: list(issuedReplica, 2),
  peers: list(presencePeer, maxSessionsPerDocument),
  /** What this server takes: a client cuts its batches accordingly. */
  maxFrameBytes: uint(maxFrameBytes),
})
export type WelcomeMessage = SchemaValue<typeof welcomeMessage>
