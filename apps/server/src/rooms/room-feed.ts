import type { LogRow } from '@tandem/documents'
import { type Clock, type ErrorCode, limits } from '@tandem/protocol'
import { Echo, introduce, type Row } from './echo-frames.ts'
import type { EchoPace } from './echo-pace.ts'
import type { RoomParts } from './room-parts.ts'
import type { RoomSession } from './room-session.ts'

/** Until the log is read again after that failed: the database may be gone for some seconds. */
const readAgainMs = 250

/** What a feed needs of its room. */
export interface FedRoom {
  readonly documentId: string
  readonly sessions: Iterable<RoomSession>
  cut(session: RoomSession, code: ErrorCode): void
}

/** The log of a document on its way to the sessions of a room: how far it was told, in order, and who lacks what. */
export class RoomFeed {
  readonly #room: FedRoom
  readonly #parts: RoomParts
  readonly #clock: Clock
  readonly #pace: EchoPace
  /** Replicas of which every live session was sent a row, and told whose it is; null before the first row. */
  #introduced: Set<number> | null = null
  #head: number
  #closed = false

  constructor(room: FedRoom, head: number, parts: RoomParts, clock: Clock, pace: EchoPace) {
    this.#room = room
    this.#head = head
    this.#parts = parts
    this.#clock = clock
    this.#pace = pace
  }

  /** The last row that was told. */
  get head(): number {
    return this.#head
  }

  /** Nobody is there any more. */
  close(): void {
    this.#closed = true
  }

  /** Rows behind the head that are in the log: sends them to everybody who is at the head, now, in one frame. */
  publish(rows: readonly Row[], at: LogRow['at']): void {
    this.#pace.echoed()
    const firstSeq = this.#head + 1
    this.#head += rows.length
    const committedAt = at.getTime()
    this.#introduced ??= new Set()
    const authors = introduce(rows, this.#introduced)
    const echo = new Echo({ firstSeq, at: committedAt, authors }, rows)
    for (const session of this.#room.sessions) {
      if (session.phase !== 'live') continue
      if (session.connection.congested) {
        this.feed(session)
        continue
      }
      session.connection.send(echo.frameFor(session))
      session.cursor = this.#head
      session.toldAt = committedAt
    }
    this.#parts.snapshotter.grew(this.#room.documentId, this.#head, rows)
  }

  /** Takes rows that others wrote from the log, in order, up to the last one that there may be. */
  async catchUp(last: number): Promise<void> {
    await this.#publishFromLog(last, (after) => this.#read(after))
  }

  /** As `catchUp`, for rows that are known to be there: their authors wait for them, however long reading takes. */
  async catchUpPatiently(last: number): Promise<void> {
    await this.#publishFromLog(last, (after) => this.#readPatiently(after))
  }

  /** Sends a session what it lacks, from the log, as fast as it takes it, until it is at the head. */
  feed(session: RoomSession): void {
    if (session.phase === 'feeding') return
    session.phase = 'feeding'
    this.#feedToHead(session).catch((error: unknown) => {
      this.#parts.logger.warn({ err: error, document: this.#room.documentId }, 'reading the log failed')
      this.#room.cut(session, 'busy')
    })
  }

  async #publishFromLog(last: number, read: (after: number) => Promise<LogRow[]>): Promise<void> {
    while (this.#head < last) {
      const rows = await read(this.#head)
      if (rows.length === 0) return
      if (!this.#parts.lease.valid) await this.#parts.lease.renewed()
      // Somebody else may have published some of them while they were read.
      const fresh = rows.filter((row) => row.seq > this.#head)
      const [first] = fresh
      if (first) this.publish(fresh, first.at)
    }
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
      session.connection.send(echo.frameFor({ replicas: [], toldAt: session.toldAt }))
      session.cursor += rows.length
      session.toldAt = at
    }
    // It missed frames that named authors: the next row of each names it again, to everybody.
    this.#introduced = null
    session.phase = 'live'
  }

  async #readPatiently(after: number): Promise<LogRow[]> {
    for (let waiting = false; ; waiting = true) {
      try {
        return await this.#read(after)
      } catch (error) {
        if (this.#closed) return []
        const { documentId } = this.#room
        if (!waiting) this.#parts.logger.warn({ err: error, document: documentId }, 'reading the log failed')
        await new Promise<void>((resolve) => this.#clock.after(readAgainMs, resolve))
      }
    }
  }

  #read(after: number): Promise<LogRow[]> {
    const page = { rows: limits.maxEchoRows, bytes: limits.maxEchoBytes }
    return this.#parts.log.read(this.#room.documentId, after, page)
  }
}
