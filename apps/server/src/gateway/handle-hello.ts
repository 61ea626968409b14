import type { Access } from '@tandem/documents'
import {
  encodeDownstream,
  type HelloMessage,
  hueOf,
  type IssuedReplica,
  limits,
  type Person,
  protocolVersion,
} from '@tandem/protocol'
import type { TicketHolder } from '@tandem/protocol/ticket'
import type { Admission } from '../limits/admission.ts'
import type { DocumentRate } from '../limits/document-rate.ts'
import type { Overload } from '../limits/overload.ts'
import type { PersonRates } from '../limits/person-rates.ts'
import type { ServerLimits } from '../limits/server-limits.ts'
import { SessionLimits } from '../limits/session-limits.ts'
import type { SharedByKey } from '../limits/shared-by-key.ts'
import type { Turns } from '../limits/turns.ts'
import type { AccessLease } from '../rooms/access-lease.ts'
import { refusal } from '../rooms/error-sentences.ts'
import type { Room } from '../rooms/room.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import { openingFor } from '../storage/opening.ts'
import type { Snapshotter } from '../storage/snapshotter.ts'
import { packedFor } from '../storage/state-coding.ts'
import type { ClientConnection } from './client-connection.ts'
import { Joined } from './joined.ts'
import type { Tickets } from './tickets.ts'

/** What joining needs. */
export type JoinParts = {
  readonly registry: RoomRegistry
  readonly log: DocumentLog
  readonly snapshotter: Snapshotter
  readonly lease: AccessLease
  readonly tickets: Tickets
  readonly limits: ServerLimits
  readonly admission: Admission
  readonly documentRates: SharedByKey<DocumentRate>
  readonly joinTurns: Turns
  readonly overload: Overload
  /** Whether the server is about to end. */
  readonly leaving: () => boolean
}

/**
 * Lets a session into its document: who it is, whether it may, which replicas it writes as, and what it opens with.
 * Sends `welcome`, and begins to send the rows behind it. Throws DomainError with the code that the client is told;
 * nothing is held then.
 */
export async function handleHello(
  parts: JoinParts,
  connection: ClientConnection,
  hello: HelloMessage,
): Promise<Joined> {
  if (hello.protocolVersion !== protocolVersion) throw refusal('upgrade_required')
  if (parts.leaving()) throw refusal('drain')
  if (parts.overload.refusesJoins) throw refusal('busy')
  const holder = await holderOf(parts, hello.ticket)
  connection.identify(holder.userId, hello.document)
  const rates = parts.admission.admit(holder.userId, holder.sessionId)
  try {
    const over = await parts.joinTurns.take(holder.userId)
    try {
      // Its client may not have waited for its turn.
      if (connection.closed) throw refusal('resync')
      return await enter(parts, connection, hello, holder, rates)
    } finally {
      over()
    }
  } catch (error) {
    parts.admission.leave(holder.userId, holder.sessionId)
    throw error
  }
}

async function enter(
  parts: JoinParts,
  connection: ClientConnection,
  hello: HelloMessage,
  holder: TicketHolder,
  rates: PersonRates,
): Promise<Joined> {
  const claimed = await claimedReplicas(parts, holder, hello)
  // Asked first, so that a stranger opens no room, and takes as long for a document that there is as for one that there is
  // not.
  await accessTo(parts, hello.document, holder)
  const room = await parts.registry.acquire(hello.document)
  if (!room) throw refusal('not_found')
  try {
    return await join(parts, connection, hello, holder, rates, room, claimed)
  } catch (error) {
    parts.registry.release(room)
    throw error
  }
}

async function join(
  parts: JoinParts,
  connection: ClientConnection,
  hello: HelloMessage,
  holder: TicketHolder,
  rates: PersonRates,
  room: Room,
  claimed: readonly number[],
): Promise<Joined> {
  const { userId, sessionId } = holder
  if (room.size >= limits.maxSessionsPerDocument) throw refusal('too_many_people')
  const person: Person = { id: userId, name: holder.name, hue: holder.hue ?? hueOf(userId) }
  const replicas = [...claimed]
  // A place first, the role second: what changes in between is looked up again for everybody with a place.
  const session = room.join(connection, person, sessionId, replicas)
  try {
    // Asked for together: opening takes as long as what the storage is asked for one after the other. What becomes of the
    // replicas says nothing that the access doesn't say better.
    const [asked, made] = await Promise.allSettled([
      accessTo(parts, room.documentId, holder),
      newReplicas(parts, room.documentId, holder, hello.newReplicas),
    ])
    if (asked.status === 'rejected') throw asked.reason
    if (made.status === 'rejected') throw made.reason
    let access = asked.value
    // The node has looked meanwhile, and knows better than this answer.
    while (access.revision < room.revision) access = await accessTo(parts, room.documentId, holder)
    session.revision = access.revision
    session.role = access.role
    session.title = access.title
    const issued = made.value
    for (const { replica } of issued) replicas.push(replica)
    const { snapshot, cursor } = await startOf(parts, room, hello)
    if (!parts.lease.valid) await parts.lease.renewed()
    if (connection.closed) throw refusal('resync')
    connection.send(
      encodeDownstream({
        kind: 'welcome',
        key: session.key,
        self: person,
        role: session.role,
        title: session.title,
        head: room.head,
        snapshot,
        replicas: issued,
        peers: room.peers(),
        maxFrameBytes: limits.maxFrameBytes,
      }),
    )
    room.start(session, cursor)
    const rate = parts.documentRates.hold(room.documentId)
    return new Joined(room, session, connection, new SessionLimits(parts.limits, userId, rates, rate), parts)
  } catch (error) {
    room.leave(session)
    throw error
  }
}

/** What a session opens with, packed as it can undo. */
async function startOf(parts: JoinParts, room: Room, { lastSeq, codings }: HelloMessage) {
  if (lastSeq !== null && lastSeq > room.head) await room.catchUp()
  const { head } = room
  const latestSnapshot = async () => {
    const latest = await parts.snapshotter.latest(room.documentId, head)
    parts.snapshotter.opened(room.documentId, latest, head)
    return latest
  }
  const { snapshot, cursor } = await openingFor(lastSeq, head, latestSnapshot, parts.limits.replayedRows)
  // Another node has made it, of rows that this room has not told yet: it would tell them again, behind the snapshot.
  if (cursor > room.head) await room.catchUp()
  return { snapshot: snapshot && { seq: snapshot.seq, ...(await packedFor(snapshot, codings)) }, cursor }
}

/** What they may do there. Throws what to tell them when that is nothing. */
async function accessTo(parts: JoinParts, documentId: string, { userId, sessionId }: TicketHolder): Promise<Access> {
  const access = await parts.log.access(documentId, { userId, signInId: sessionId })
  if (access.trashed) throw refusal('document_trashed')
  return access
}

/** Fresh replicas of theirs, each with its proof: one after the other, since each holds the document's row until its commit. */
async function newReplicas(
  parts: JoinParts,
  documentId: string,
  { userId, sessionId }: TicketHolder,
  count: number,
): Promise<IssuedReplica[]> {
  const issued: IssuedReplica[] = []
  while (issued.length < count) {
    const replica = await parts.log.issueReplica({ documentId, userId, sessionId })
    issued.push({ replica, ticket: await parts.tickets.prove({ documentId, replica, userId }) })
  }
  return issued
}

async function holderOf(parts: JoinParts, ticket: string): Promise<TicketHolder> {
  const holder = await parts.tickets.holder(ticket)
  if (!holder) throw refusal('auth_required')
  return holder
}

/** The replicas that a session proves to be its own; one wrong proof refuses all. */
async function claimedReplicas(parts: JoinParts, holder: TicketHolder, hello: HelloMessage): Promise<number[]> {
  const replicas: number[] = []
  for (const ticket of hello.replicaTickets) {
    const grant = await parts.tickets.grant(ticket)
    if (grant?.documentId !== hello.document || grant.userId !== holder.userId) throw refusal('replica_invalid')
    replicas.push(grant.replica)
  }
  return replicas
}
