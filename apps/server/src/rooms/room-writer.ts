import type { Change } from '@tandem/crdt'
import { type Appended, type ChangeEntry, changeEntry, DomainError } from '@tandem/documents'
import { type ErrorCode, limits, type TypedRow, typedRowOf, unreachable } from '@tandem/protocol'
import { type CommitEvents, CommitQueue } from './commit-queue.ts'
import type { Row } from './echo-frames.ts'
import type { EchoPace } from './echo-pace.ts'
import type { RoomFeed } from './room-feed.ts'
import type { RoomParts } from './room-parts.ts'
import type { RoomSession } from './room-session.ts'

/** A change that a session pushed, on its way into the log. */
export type Pushed = { readonly change: Change; readonly payload: Uint8Array }

type Queued = {
  readonly entry: ChangeEntry
  readonly typed: TypedRow | null
  readonly session: RoomSession
  readonly pushedAt: number
}

/** What a writer needs of its room. */
export interface WrittenRoom {
  readonly documentId: string
  readonly size: number
  /** Rows up to `head` were committed here, and told. */
  committed(head: number): void
  fail(error: unknown): void
}

/** What the sessions of a room push, on its way into the log, and what becomes of it. */
export class RoomWriter implements CommitEvents<Queued> {
  readonly #room: WrittenRoom
  readonly #parts: RoomParts
  readonly #feed: RoomFeed
  readonly #pace: EchoPace
  readonly #queue = new CommitQueue<Queued>(this)

  constructor(room: WrittenRoom, parts: RoomParts, feed: RoomFeed, pace: EchoPace) {
    this.#room = room
    this.#parts = parts
    this.#feed = feed
    this.#pace = pace
  }

  /** Queues a session's changes for the log. Their answer is their echo, or an error. */
  push(session: RoomSession, changes: readonly Pushed[]): void {
    if (this.#queue.waiting + changes.length > limits.maxQueuedChanges) {
      session.connection.refuse('busy', changes[0]?.change.rseq ?? 0)
      return
    }
    const pushedAt = this.#parts.clock.now()
    this.#queue.add(
      changes.map(({ change, payload }) => ({
        session,
        pushedAt,
        entry: changeEntry({ userId: session.person.id, signInId: session.signInId }, change, payload),
        typed: typedRowOf(change),
      })),
    )
    this.#pace.pushed(this.#queue.waiting)
  }

  /** Whether something that was pushed is not decided yet. */
  get busy(): boolean {
    return this.#queue.busy
  }

  /** Resolves when everything that was pushed is decided. */
  idle(): Promise<void> {
    return this.#queue.idle()
  }

  pause(): Promise<void> | null {
    return this.#pace.pause(this.#room.size, this.#queue.waiting)
  }

  append(take: () => readonly ChangeEntry[]): Promise<Appended> {
    return this.#parts.commits.append(this.#room.documentId, take)
  }

  async committed(items: readonly Queued[], outcome: Appended): Promise<void> {
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
    const { head } = this.#feed
    const last = Math.max(rows.at(-1)?.seq ?? 0, known)
    if (first && first.seq === head + 1 && last === first.seq + rows.length - 1) this.#feed.publish(rows, outcome.at)
    // Rows that others wrote lie between: all of them come from the log, in order.
    else if (last > head) await this.#feed.catchUpPatiently(last)
    if (first) this.#room.committed(last)
    const [oldest] = items
    if (oldest) {
      const waitedMs = Math.max(0, this.#parts.clock.now() - oldest.pushedAt)
      this.#parts.metrics.echoSeconds.observe(waitedMs / 1000)
    }
    for (const [session, { code, rseq }] of refused) session.connection.refuse(code, rseq)
  }

  failed(items: readonly Queued[], error: unknown): void {
    const expected = error instanceof DomainError
    if (!expected) {
      const document = this.#room.documentId
      this.#parts.logger.error({ err: error, document }, 'appending to the log failed')
    }
    const told = new Set<RoomSession>()
    for (const { session, entry } of items) {
      if (told.has(session)) continue
      told.add(session)
      session.connection.refuse(expected ? error.code : 'busy', entry.rseq)
    }
  }

  broken(error: unknown): void {
    this.#room.fail(error)
  }
}
