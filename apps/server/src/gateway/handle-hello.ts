import { DomainError } from '@tandem/documents'
import {
  encodeDownstream,
  type HelloMessage,
  hueOf,
  type IssuedReplica,
  limits,
  type Person,
  protocolVersion,
} from '@tandem/protocol'
import {
  InvalidTicket,
  mintReplicaTicket,
  type TicketHolder,
  verifyReplicaTicket,
  verifyTicket,
} from '@tandem/protocol/ticket'
import type { Room } from '../rooms/room.ts'
import type { RoomRegistry } from '../rooms/room-registry.ts'
import type { RoomSession, SessionConnection } from '../rooms/room-session.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import type { Snapshotter } from '../storage/snapshotter.ts'

/** What joining needs. */
export type JoinParts = {
  readonly registry: RoomRegistry
  readonly log: DocumentLog
  readonly snapshotter: Snapshotter
  readonly ticketSecret: string
}

/** A session in its room. */
export type Joined = { readonly room: Room; readonly session: RoomSession }

/**
 * Lets a session into its document: who it is, whether it may, which replicas it writes as, and what it opens with.
 * Sends `welcome`, and begins to send the rows behind it. Throws DomainError with the code that the client is told;
 * nothing is held then.
 */
export async function handleHello(
  parts: JoinParts,
  connection: SessionConnection,
  hello: HelloMessage,
): Promise<Joined> {
  if (hello.protocolVersion !== protocolVersion) throw new DomainError('upgrade_required')
  const holder = await holderOf(parts, hello.ticket)
  const claimed = await claimedReplicas(parts, holder, hello)
  const room = await parts.registry.acquire(hello.document)
  if (!room) throw new DomainError('not_found')
  try {
    return await join(parts, connection, hello, holder, room, claimed)
  } catch (error) {
    parts.registry.release(hello.document)
    throw error
  }
}

async function join(
  parts: JoinParts,
  connection: SessionConnection,
  hello: HelloMessage,
  holder: TicketHolder,
  room: Room,
  claimed: readonly number[],
): Promise<Joined> {
  const { userId, sessionId } = holder
  if (room.size >= limits.maxSessionsPerDocument) throw new DomainError('busy', 'Too many people are in this document.')
  const person: Person = { id: userId, name: holder.name, hue: hueOf(userId) }
  const replicas = new Set(claimed)
  // A place first, the role second: a role that changes in between is looked up again for everybody with a place.
  const session = room.join(connection, person, 'viewer', replicas)
  try {
    const access = await parts.log.access(room.documentId, userId)
    if (!access) throw new DomainError('not_found')
    session.role = access.role
    const issued: IssuedReplica[] = []
    for (let count = 0; count < hello.newReplicas; count++) {
      const replica = await parts.log.issueReplica({ documentId: room.documentId, userId, sessionId })
      const ticket = await mintReplicaTicket(parts.ticketSecret, { documentId: room.documentId, replica, userId })
      replicas.add(replica)
      issued.push({ replica, ticket })
    }
    const { snapshot, cursor } = await startOf(parts, room, hello.lastSeq)
    if (connection.closed) throw new DomainError('resync')
    connection.send(
      encodeDownstream({
        kind: 'welcome',
        key: session.key,
        self: person,
        role: session.role,
        title: access.title,
        trashed: access.trashed,
        head: room.head,
        snapshot,
        replicas: issued,
        peers: room.peers(),
        maxFrameBytes: limits.maxFrameBytes,
      }),
    )
    room.start(session, cursor)
    return { room, session }
  } catch (error) {
    room.leave(session)
    throw error
  }
}

/** What a session opens with: the rows that it lacks, or a snapshot where these would cost more. */
async function startOf(parts: JoinParts, room: Room, lastSeq: number | null) {
  if (lastSeq !== null && lastSeq > room.head) await room.catchUp()
  const near = lastSeq !== null && lastSeq <= room.head && room.head - lastSeq <= limits.maxReplayRows
  if (near) return { snapshot: null, cursor: lastSeq }
  const snapshot = await parts.log.latestSnapshot(room.documentId)
  // Behind a session that knows more than the snapshot, the rows are all that it needs.
  if (lastSeq !== null && lastSeq <= room.head && lastSeq >= (snapshot?.seq ?? 0)) {
    return { snapshot: null, cursor: lastSeq }
  }
  parts.snapshotter.opened(room.documentId, snapshot, room.head)
  if (!snapshot) return { snapshot: null, cursor: 0 }
  return { snapshot: { seq: snapshot.seq, state: snapshot.state }, cursor: snapshot.seq }
}

async function holderOf(parts: JoinParts, ticket: string): Promise<TicketHolder> {
  try {
    return await verifyTicket(parts.ticketSecret, ticket)
  } catch (error) {
    if (error instanceof InvalidTicket) throw new DomainError('auth_required')
    throw error
  }
}

/** The replicas that a session proves to be its own; one wrong proof refuses all. */
async function claimedReplicas(parts: JoinParts, holder: TicketHolder, hello: HelloMessage): Promise<number[]> {
  const replicas: number[] = []
  for (const ticket of hello.replicaTickets) {
    try {
      const grant = await verifyReplicaTicket(parts.ticketSecret, ticket)
      if (grant.documentId !== hello.document || grant.userId !== holder.userId)
        throw new DomainError('replica_invalid')
      replicas.push(grant.replica)
    } catch (error) {
      if (error instanceof InvalidTicket) throw new DomainError('replica_invalid')
      throw error
    }
  }
  return replicas
}
