import type { DocumentAccess } from '@tandem/documents'
import {
  type Clock,
  type ErrorCode,
  encodeDownstream,
  type Person,
  type PresenceMessage,
  type PresencePeer,
  type Role,
} from '@tandem/protocol'
import type { LinkedRoom, RoomLink } from '../cluster/cluster.ts'
import { EchoPace } from './echo-pace.ts'
import { sentenceOf } from './error-sentences.ts'
import { GuardedClock } from './guarded-clock.ts'
import { type BeatingRoom, Heartbeat } from './heartbeat.ts'
import { type PresenceHearers, RoomPresence } from './presence.ts'
import { type FedRoom, RoomFeed } from './room-feed.ts'
import type { RoomParts } from './room-parts.ts'
import type { RoomSession, SessionConnection } from './room-session.ts'
import { type Pushed, RoomWriter, type WrittenRoom } from './room-writer.ts'

/** A mistake of ours was found in this room: what it holds can't be trusted any more. */
export type RoomFailed = (room: Room, error: unknown) => void

/**
 * The server's half of one open document: who is in it, how far the log is, and the order of what is written. It holds
 * no text: what a change refers to is checked by the log, under the lock of the document's row.
 */
export class Room implements LinkedRoom, FedRoom, WrittenRoom, BeatingRoom, PresenceHearers {
  readonly documentId: string
  readonly #parts: RoomParts
  readonly #failed: RoomFailed
  readonly #clock: Clock
  readonly #sessions = new Map<number, RoomSession>()
  readonly #pace: EchoPace
  readonly #feed: RoomFeed
  readonly #presence: RoomPresence
  readonly #link: RoomLink
  readonly #heartbeat: Heartbeat
  /** Null until somebody writes: most open documents are only read. */
  #writer: RoomWriter | null = null
  #revision = -1
  #nextKey = 1

  private constructor(documentId: string, head: number, parts: RoomParts, failed: RoomFailed) {
    this.documentId = documentId
    this.#parts = parts
    this.#failed = failed
    this.#clock = new GuardedClock(parts.clock, this)
    this.#pace = new EchoPace(this.#clock)
    this.#feed = new RoomFeed(this, head, parts, this.#clock, this.#pace)
    this.#presence = new RoomPresence(this.#clock, this, parts.lease)
    this.#link = parts.cluster.link(documentId, this)
    this.#heartbeat = new Heartbeat(this)
    parts.heartbeats.add(this.#heartbeat)
  }

  /** Opens the room of a document; null when there is no such document. */
  static async open(documentId: string, parts: RoomParts, failed: RoomFailed): Promise<Room | null> {
    const head = await parts.log.head(documentId)
    return head === null ? null : new Room(documentId, head, parts, failed)
  }

  /** The last row that this room has told. */
  get head(): number {
    return this.#feed.head
  }

  get sessions(): Iterable<RoomSession> {
    return this.#sessions.values()
  }

  get size(): number {
    return this.#sessions.size
  }

  peers(): PresencePeer[] {
    return this.#presence.peers()
  }

  ownPeers(): PresencePeer[] {
    return this.#presence.ownPeers()
  }

  showPeer(peer: PresencePeer): void {
    this.#presence.show(peer)
  }

  hidePeer(key: number): void {
    this.#presence.leave(key)
  }

  newKey(): number {
    return this.#nextKey++
  }

  /** The document's revision as of which everybody's access is known here; -1 before anybody looked. */
  get revision(): number {
    return this.#revision
  }

  /** Reserves a place. The session gets nothing until `start`; what is known of its access is the caller's to fill in. */
  join(connection: SessionConnection, person: Person, signInId: string, replicas: readonly number[]): RoomSession {
    const session: RoomSession = {
      key: this.newKey(),
      connection,
      person,
      signInId,
      replicas,
      phase: 'reserved',
      revision: -1,
      role: 'viewer',
      title: '',
      cursor: 0,
      toldAt: 0,
    }
    this.#sessions.set(session.key, session)
    return session
  }

  /** Begins to send rows behind `cursor`, and tells the others who came. */
  start(session: RoomSession, cursor: number): void {
    session.cursor = cursor
    this.#presence.join(session.key, session.person, session.role)
    this.#feed.feed(session)
  }

  leave(session: RoomSession): void {
    this.#sessions.delete(session.key)
    this.#presence.leave(session.key)
  }

  /** Queues a session's changes for the log. Their answer is their echo, or an error. */
  push(session: RoomSession, changes: readonly Pushed[]): void {
    this.#writer ??= new RoomWriter(this, this.#parts, this.#feed, this.#pace)
    this.#writer.push(session, changes)
  }

  move(session: RoomSession, place: PresenceMessage): void {
    this.#presence.move(session.key, place)
  }

  recheckAccess(): void {
    this.#parts.lease.doubt()
  }

  /** Takes what is true now: who may be here as what, and what the document is called; null when it is gone. */
  accessChanged(access: DocumentAccess | null): void {
    // An answer that comes late, after the process stood still, is a reason to cut people, not to tell them anything: they
    // may have been removed since. The next look finds the same again.
    const isFresh = this.#parts.lease.valid
    if (access) {
      if (isFresh) this.#revision = access.revision
      this.#link.accessChanged()
    }
    for (const session of [...this.#sessions.values()]) {
      // It was let in as of a later look, whose answer was here first: what was before says nothing about it.
      if (access && access.revision < session.revision) continue
      const role = access?.roles.get(session.person.id)
      if (!access || !role) this.cut(session, 'not_found', 'You no longer have access to this document.')
      else if (access.trashed) this.cut(session, 'document_trashed')
      else if (isFresh) this.#changeAccess(session, role, access.title)
    }
  }

  /** A sign-in has ended, and with it the sessions that came with it. */
  signInEnded(signInId: string, code: 'auth_required' | 'account_disabled'): void {
    for (const session of [...this.#sessions.values()]) if (session.signInId === signInId) this.cut(session, code)
  }

  /** Tells a session why it can't stay, and cuts it. */
  cut(session: RoomSession, code: ErrorCode, message: string = sentenceOf(code)): void {
    this.leave(session)
    session.connection.close({ kind: 'error', code, message, rseq: 0 })
  }

  /** Takes what others wrote, up to a row that somebody says there is, or to the end: it may not be there. */
  async catchUp(upTo = Number.POSITIVE_INFINITY): Promise<void> {
    await this.#feed.catchUp(upTo)
  }

  /**
   * Something threw that never throws. The room is given up: everybody is sent away, and opens it again from the log,
   * which is right whatever happened here.
   */
  fail(error: unknown): void {
    this.#failed(this, error)
  }

  /** Whether something that was pushed is not decided yet. */
  get writing(): boolean {
    return this.#writer?.busy ?? false
  }

  /** Resolves when everything that was pushed is decided. */
  async idle(): Promise<void> {
    await this.#writer?.idle()
  }

  close(): void {
    this.#feed.close()
    this.#link.close()
    this.#parts.heartbeats.remove(this.#heartbeat)
    this.#presence.close()
    this.#parts.snapshotter.closed(this.documentId)
  }

  // ---- for the parts of this room

  committed(head: number): void {
    this.#link.committed(head)
  }

  broadcast(frame: Uint8Array): void {
    for (const session of this.#sessions.values()) {
      // What is not part of the log is not worth a place in a full queue: the next one replaces it.
      if (session.phase !== 'reserved' && !session.connection.congested) session.connection.send(frame)
    }
  }

  told(peers: readonly PresencePeer[], left: readonly number[]): void {
    this.#link.told(peers, left)
  }

  tellLive(frame: Uint8Array): void {
    const hearing = this.#parts.lease.valid ? this.#sessions.values() : []
    for (const session of hearing) if (session.phase === 'live') session.connection.send(frame)
  }

  digestAt(seq: number): Promise<string | null> {
    return this.#parts.digests.at(this.documentId, seq)
  }

  #changeAccess(session: RoomSession, role: Role, title: string): void {
    const [before, titleBefore] = [session.role, session.title]
    session.role = role
    session.title = title
    if (session.phase === 'reserved') return
    if (role !== before) {
      this.#presence.changeRole(session.key, role)
      session.connection.send(encodeDownstream({ kind: 'role', role }))
    }
    if (title !== titleBefore) session.connection.send(encodeDownstream({ kind: 'document', title }))
  }
}
