import type { AccessChanges, KnownAccess } from '@tandem/documents'
import type { EndOfTurn } from '../end-of-turn.ts'
import { Commits } from './commits.ts'
import { Heartbeats } from './heartbeats.ts'
import { Room, type RoomFailed } from './room.ts'
import type { RoomParts } from './room-parts.ts'

/** What the rooms of a node are made of; what they do together, and that they fail, their registry sees to itself. */
export type RegistryParts = Omit<RoomParts, 'commits' | 'heartbeats'> & { readonly endOfTurn: EndOfTurn }

/** A room and how many hold it; `opening` while the storage is asked. */
type Entry = { readonly opening: Promise<Room | null>; room: Room | null; holders: number }

/**
 * The open rooms of this node: one for each document that somebody is in, closed when the last one has left and what they
 * pushed is decided. A room that was opened before that would not hear of it: it would be the log's end there and not here.
 */
export class RoomRegistry {
  readonly #parts: RoomParts
  readonly #entries = new Map<string, Entry>()
  readonly #failed: RoomFailed = (room, error) => this.#giveUp(room, error)

  constructor(parts: RegistryParts) {
    const commits = new Commits(parts.log, parts.clock, parts.endOfTurn)
    const heartbeats = new Heartbeats(parts.clock)
    this.#parts = { ...parts, commits, heartbeats }
  }

  /** The room of a document, opened if need be; null when there is no such document. Hold it until `release`. */
  async acquire(documentId: string): Promise<Room | null> {
    let entry = this.#entries.get(documentId)
    if (!entry) {
      const opened: Entry = { opening: Room.open(documentId, this.#parts, this.#failed), room: null, holders: 0 }
      this.#entries.set(documentId, opened)
      this.#parts.metrics.rooms.set(this.#entries.size)
      entry = opened
    }
    entry.holders++
    try {
      entry.room = await entry.opening
    } catch (error) {
      this.#release(documentId, entry)
      throw error
    }
    if (!entry.room) this.#release(documentId, entry)
    return entry.room
  }

  /** Gives a room back. */
  release(room: Room): void {
    const entry = this.#entries.get(room.documentId)
    // One that was given up has nobody any more, and its document may have another room by now.
    if (entry?.room === room) this.#release(room.documentId, entry)
  }

  /** The rooms that are open now, or the one of a document. */
  open(documentId: string | null = null): Room[] {
    const entries = documentId === null ? [...this.#entries.values()] : [this.#entries.get(documentId)]
    return entries.flatMap((entry) => entry?.room ?? [])
  }

  /** Takes what changed: a room that fails at it is given up, and its people with it. */
  accessChanged({ documents, ended }: AccessChanges): void {
    // First: to whom it has ended nothing else is told.
    for (const [signInId, code] of ended) this.#inEach(null, (room) => room.signInEnded(signInId, code))
    for (const [documentId, access] of documents) this.#inEach(documentId, (room) => room.accessChanged(access))
  }

  #inEach(documentId: string | null, work: (room: Room) => void): void {
    for (const room of this.open(documentId)) {
      try {
        work(room)
      } catch (error) {
        this.#giveUp(room, error)
      }
    }
  }

  #release(documentId: string, entry: Entry): void {
    entry.holders--
    if (entry.holders > 0) return
    if (!entry.room?.writing) {
      this.#forget(documentId, entry)
      return
    }
    void entry.room.idle().then(() => {
      // Somebody may have come meanwhile.
      if (entry.holders === 0) this.#forget(documentId, entry)
    })
  }

  #forget(documentId: string, entry: Entry): void {
    if (this.#entries.get(documentId) !== entry) return
    this.#entries.delete(documentId)
    this.#parts.metrics.rooms.set(this.#entries.size)
    entry.room?.close()
  }

  #giveUp(room: Room, error: unknown): void {
    const { documentId } = room
    this.#parts.logger.error({ err: error, document: documentId }, 'a room failed: it is opened again from the log')
    const entry = this.#entries.get(documentId)
    if (entry?.room !== room) return
    this.#parts.metrics.roomFailures.inc()
    this.#forget(documentId, entry)
    for (const session of [...room.sessions]) room.cut(session, 'internal')
  }

  /** What is open, as it is known here: what access has to be looked at. */
  knownAccess(): KnownAccess {
    const rooms = this.open()
    const signIns = new Map<string, string>()
    for (const room of rooms) for (const { signInId, person } of room.sessions) signIns.set(signInId, person.id)
    return {
      documents: rooms.map(({ documentId, revision }) => ({ id: documentId, revision })),
      signIns: [...signIns].map(([signInId, userId]) => ({ signInId, userId })),
    }
  }
}
