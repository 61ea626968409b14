import { Room, type RoomParts } from './room.ts'

/** A room and how many hold it; `opening` while the storage is asked. */
type Entry = { readonly opening: Promise<Room | null>; room: Room | null; holders: number }

/** The open rooms of this node: one for each document that somebody is in, closed when the last one has left. */
export class RoomRegistry {
  readonly #parts: RoomParts
  readonly #entries = new Map<string, Entry>()

  constructor(parts: RoomParts) {
    this.#parts = parts
  }

  /** The room of a document, opened if need be; null when there is no such document. Hold it until `release`. */
  async acquire(documentId: string): Promise<Room | null> {
    let entry = this.#entries.get(documentId)
    if (!entry) {
      const opened: Entry = { opening: Room.open(documentId, this.#parts), room: null, holders: 0 }
      this.#entries.set(documentId, opened)
      this.#parts.metrics.rooms.set(this.#entries.size)
      entry = opened
    }
    entry.holders++
    try {
      entry.room = await entry.opening
    } catch (error) {
      this.release(documentId)
      throw error
    }
    if (!entry.room) this.release(documentId)
    return entry.room
  }

  /** Gives a room back. */
  release(documentId: string): void {
    const entry = this.#entries.get(documentId)
    if (!entry) return
    entry.holders--
    if (entry.holders > 0) return
    this.#entries.delete(documentId)
    this.#parts.metrics.rooms.set(this.#entries.size)
    entry.room?.close()
  }

  /** The rooms that are open now, or the one of a document. */
  open(documentId: string | null = null): Room[] {
    const entries = documentId === null ? [...this.#entries.values()] : [this.#entries.get(documentId)]
    return entries.flatMap((entry) => entry?.room ?? [])
  }
}
