import { type Change, changeExtent } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import { type Appended, type ChangeEntry, type DocumentAccess, DomainError, type LogRow } from '@tandem/documents'
import {
  type Clock,
  type ErrorCode,
  encodeDownstream,
  limits,
  type Person,
  type PresenceMessage,
  type PresencePeer,
  type Role,
  type TypedRow,
  typedRowOf,
  unreachable,
} from '@tandem/protocol'
import type { Cluster, LinkedRoom, RoomLink } from '../cluster/cluster.ts'
import type { Logger } from '../observability/logger.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { Digests } from '../storage/digests.ts'
import type { DocumentLog } from '../storage/document-log.ts'
import type { Snapshotter } from '../storage/snapshotter.ts'
import type { AccessLease } from './access-lease.ts'
import { CommitQueue } from './commit-queue.ts'
import type { Commits } from './commits.ts'
import { Echo, introduce, type Row } from './echo-frames.ts'
import { EchoPace } from './echo-pace.ts'
import { sentenceOf } from './error-sentences.ts'
import { Heartbeat } from './heartbeat.ts'
import { RoomPresence } from './presence.ts'
import type { RoomSession, SessionConnection } from './room-session.ts'

/** A change that a session pushed, on its way into the log. */
export type Pushed = { readonly change: Change; readonly payload: Uint8Array }

/** What rooms are made of. */
export type RoomParts = {
  readonly log: DocumentLog
  readonly commits: Commits
  readonly snapshotter: Snapshotter
  readonly digests: Digests
  readonly cluster: Cluster
  readonly lease: AccessLease
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  /** A mistake of ours was found in this room: what it holds can't be trusted any more. */
  failed(room: Room, error: unknown): void
}

type Queued = {
  readonly entry: ChangeEntry
  readonly typed: TypedRow | null
  readonly session: RoomSession
  readonly pushedAt: number
}

const noReplicas: ReadonlySet<number> = new Set()

/** Until the log is read again after that failed: the database may be gone for some seconds. */
const readAgainMs = 250

/**
 * The server's half of one open document: who is in it, how far the log is, and the order of what is written. It holds
 * no text: what a change refers to is checked by the log, under the lock of the document's row.
 */
export class Room implements LinkedRoom {
  readonly documentId: string
  readonly #parts: RoomParts
  readonly #clock: Clock
  readonly #sessions = new Map<number, RoomSession>()
  readonly #queue: CommitQueue<Queued>
  readonly #pace: EchoPace
  readonly #presence: RoomPresence
  readonly #link: RoomLink
  readonly #heartbeat: Heartbeat
  /** Replicas of which every live session was sent a row, and told whose it is. */
  readonly #introduced = new Set<number>()
  #head = 0
  #revision = -1
  #nextKey = 1
  #closed = false

  private constructor(documentId: string, head: number, parts: RoomParts) {
    this.documentId = documentId
    this.#head = head
    this.#parts = parts
    this.#clock = guarded(parts.clock, (error) => this.fail(error))
    this.#presence = new RoomPresence(
      this.#clock,
      (frame) => this.#broadcast(frame),
      (peers, left) => this.#link.told(peers, left),
      parts.lease,
    )
    this.#pace = new EchoPace(this.#clock)
    this.#queue = new CommitQueue({
      pause: () => this.#pace.pause(this.#sessions.size, this.#queue.waiting),
      append: (take) => this.#parts.commits.append(this.documentId, take),
      committed: (items, outcome) => this.#committed(items, outcome),
      failed: (items, error) => this.#failed(items, error),
      broken: (error) => this.fail(error),
    })
    this.#link = parts.cluster.link(documentId, this)
    this.#heartbeat = new Heartbeat(this.#clock, {
      head: () => this.#head,
      tell: (frame) => this.#tellLive(frame),
      digestAt: (seq) => parts.digests.at(documentId, seq),
    })
  }

  /** Opens the room of a document; null when there is no such document. */
  static async open(documentId: string, parts: RoomParts): Promise<Room | null> {
    const head = await parts.log.head(documentId)
    return head === null ? null : new Room(documentId, head, parts)
  }

  /** The last row that this room knows of. */
  get head(): number {
    return this.#head
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

  /** Reserves a place. The session gets nothing until `start`; its role and title are the caller's to fill in. */
  join(connection: SessionConnection, person: Person, signInId: string, replicas: ReadonlySet<number>): RoomSession {
    const session: RoomSession = {
      key: this.newKey(),
      connection,
      person,
      signInId,
      replicas,
      phase: 'reserved',
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
    this.#feed(session)
  }

  leave(session: RoomSession): void {
    this.#sessions.delete(session.key)
    this.#presence.leave(session.key)
  }

  /** Queues a session's changes for the log. Their answer is their echo, or an error. */
  push(session: RoomSession, changes: readonly Pushed[]): void {
    if (this.#queue.waiting + changes.length > limits.maxQueuedChanges) {
      session.connection.refuse('busy', changes[0]?.change.rseq ?? 0)
      return
    }
    const pushedAt = this.#clock.now()
    this.#queue.add(
      changes.map(({ change, payload }) => ({
        session,
        pushedAt,
        entry: entryOf(session, change, payload),
        typed: typedRowOf(change),
      })),
    )
    this.#pace.collected(this.#queue.waiting)
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
    await this.#publishFromLog(upTo)
  }

  /**
   * Something threw that never throws. The room is given up: everybody is sent away, and opens it again from the log,
   * which is right whatever happened here.
   */
  fail(error: unknown): void {
    this.#parts.failed(this, error)
  }

  /** Resolves when everything that was pushed is decided. */
  idle(): Promise<void> {
    return this.#queue.idle()
  }

  close(): void {
    this.#closed = true
    this.#link.close()
    this.#heartbeat.stop()
    this.#presence.close()
    this.#parts.snapshotter.closed(this.documentId)
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

  async #committed(items: readonly Queued[], outcome: Appended): Promise<void> {
    if (!this.#parts.lease.valid) await this.#parts.lease.renewed()
    const rows: Row[] = []
    const refused = new Map<RoomSession, { code: ErrorCode; rseq: number }>()
    let known = 0
    for (const [at, { entry, typed, session }] of items.entries()) {
      const verdict = outcome.verdicts[at]
      switch (verdict?.status) {
        case 'appended':
          rows.push({ ...entry, typed, seq: verdict.seq, userId: entry.user })
          break
        case 'known':
          known = Math.max(known, verdict.seq)
          break
        case 'refused':
          // The first refusal of a session explains the ones behind it.
          if (!refused.has(session)) refused.set(session, { code: verdict.code, rseq: entry.rseq })
          break
        case undefined:
          throw new Error('the log decided fewer entries than it was given')
        default:
          unreachable(verdict)
      }
    }
    this.#parts.metrics.commits.observe(items.length)
    const [first] = rows
    const last = Math.max(rows.at(-1)?.seq ?? 0, known)
    if (first && first.seq === this.#head + 1 && last === first.seq + rows.length - 1) this.#publish(rows, outcome.at)
    else if (last > this.#head) await this.#publishFromLog(last, (after) => this.#readPatiently(after))
    if (first) this.#link.committed(last)
    const [oldest] = items
    if (oldest) this.#parts.metrics.echoSeconds.observe(Math.max(0, this.#clock.now() - oldest.pushedAt) / 1000)
    for (const [session, { code, rseq }] of refused) session.connection.refuse(code, rseq)
  }

  /** Rows that others wrote lie between: take all of them from the log, in order. */
  async #publishFromLog(last: number, read = (after: number) => this.#read(after)): Promise<void> {
    while (this.#head < last) {
      const rows = await read(this.#head)
      if (rows.length === 0) return
      if (!this.#parts.lease.valid) await this.#parts.lease.renewed()
      // Somebody else may have published some of them while they were read.
      const fresh = rows.filter((row) => row.seq > this.#head)
      const [first] = fresh
      if (first) this.#publish(fresh, first.at)
    }
  }

  /** Rows that are in the log: sends them to everybody who is at the head, now, in one frame. */
  #publish(rows: readonly Row[], at: LogRow['at']): void {
    this.#pace.echoed()
    const firstSeq = this.#head + 1
    this.#head += rows.length
    const committedAt = at.getTime()
    const authors = introduce(rows, this.#introduced)
    const echo = new Echo({ firstSeq, at: committedAt, authors }, rows)
    for (const session of this.#sessions.values()) {
      if (session.phase !== 'live') continue
      if (session.connection.congested) {
        this.#feed(session)
        continue
      }
      session.connection.send(echo.frameFor(session))
      session.cursor = this.#head
      session.toldAt = committedAt
    }
    this.#parts.snapshotter.grew(this.documentId, this.#head, rows)
  }

  /** Sends a session what it lacks, from the log, as fast as it takes it, until it is at the head. */
  #feed(session: RoomSession): void {
    if (session.phase === 'feeding') return
    session.phase = 'feeding'
    this.#feedToHead(session).catch((error: unknown) => {
      this.#parts.logger.warn({ err: error, document: this.documentId }, 'reading the log failed')
      this.cut(session, 'busy')
    })
  }

  async #feedToHead(session: RoomSession): Promise<void> {
    const introduced = new Set<number>()
    while (session.cursor < this.#head) {
      await session.connection.drained()
      if (session.connection.closed) return
      const read = await this.#read(session.cursor)
      if (!this.#parts.lease.valid) await this.#parts.lease.renewed()
      if (session.connection.closed) return
      // Rows of other nodes may be there already that this room has not told: they come when it does, once.
      const rows = read.slice(0, this.#head - session.cursor)
      const [first] = rows
      if (!first) throw new Error('the log ends before its head')
      const at = first.at.getTime()
      const authors = introduce(rows, introduced)
      // With their content, also its own: they may be from before its connection.
      const echo = new Echo({ firstSeq: first.seq, at, authors }, rows)
      session.connection.send(echo.frameFor({ replicas: noReplicas, toldAt: session.toldAt }))
      session.cursor += rows.length
      session.toldAt = at
    }
    // It missed frames that named authors: the next row of each names it again, to everybody.
    this.#introduced.clear()
    session.phase = 'live'
  }

  /** Authors wait for the echo of what was committed: it comes as soon as the database can be read again. */
  async #readPatiently(after: number): Promise<LogRow[]> {
    for (let waiting = false; ; waiting = true) {
      try {
        return await this.#read(after)
      } catch (error) {
        if (this.#closed) return []
        if (!waiting) this.#parts.logger.warn({ err: error, document: this.documentId }, 'reading the log failed')
        await new Promise<void>((resolve) => this.#clock.after(readAgainMs, resolve))
      }
    }
  }

  #read(after: number) {
    return this.#parts.log.read(this.documentId, after, { rows: limits.maxEchoRows, bytes: limits.maxEchoBytes })
  }

  #failed(items: readonly Queued[], error: unknown): void {
    const expected = error instanceof DomainError
    if (!expected) this.#parts.logger.error({ err: error, document: this.documentId }, 'appending to the log failed')
    const told = new Set<RoomSession>()
    for (const { session, entry } of items) {
      if (told.has(session)) continue
      told.add(session)
      session.connection.refuse(expected ? error.code : 'busy', entry.rseq)
    }
  }

  #broadcast(frame: Uint8Array): void {
    for (const session of this.#sessions.values()) {
      // What is not part of the log is not worth a place in a full queue: the next one replaces it.
      if (session.phase !== 'reserved' && !session.connection.congested) session.connection.send(frame)
    }
  }

  /** To those to whom every row up to the head was sent. */
  #tellLive(frame: Uint8Array): void {
    const hearing = this.#parts.lease.valid ? this.#sessions.values() : []
    for (const session of hearing) if (session.phase === 'live') session.connection.send(frame)
  }
}

/** A clock whose callbacks can't end the process: what they throw is given to `failed`. */
function guarded(clock: Clock, failed: (error: unknown) => void): Clock {
  return {
    now: () => clock.now(),
    after: (ms, callback) =>
      clock.after(ms, () => {
        try {
          callback()
        } catch (error) {
          failed(error)
        }
      }),
  }
}

function entryOf(session: RoomSession, change: Change, payload: Uint8Array): ChangeEntry {
  return {
    user: session.person.id,
    signIn: session.signInId,
    replica: change.replica,
    rseq: change.rseq,
    lamport: change.lamport,
    counter: change.counter,
    ...changeExtent(change),
    references: changeReferences(change),
    payload,
  }
}
