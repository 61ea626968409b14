import { encodeDownstream, type HeartbeatMessage } from '@tandem/protocol'
import type { Beating } from './heartbeats.ts'

/**
 * Beats from one look at what the log shows to the next: a session that shows something else learns of it with the third
 * beat after that, at the latest, which is less than 30 s.
 */
const beatsPerCheck = 2

/** What a heartbeat needs of its room. */
export interface BeatingRoom {
  /** The last row that every live session was sent. */
  readonly head: number
  /** Sends a frame to everybody to whom every row up to the head was sent. */
  tellLive(frame: Uint8Array): void
  /** What shows after a row; null when that can't be said now. */
  digestAt(seq: number): Promise<string | null>
  fail(error: unknown): void
}

/**
 * Says every so often how far the log is. Each session remembers what shows there at that row, if it has nothing unsaved;
 * what the log shows there is worked out meanwhile, and comes with the next beat: nobody waits for it, and only
 * documents that are written in are looked at.
 */
export class Heartbeat implements Beating {
  readonly #room: BeatingRoom
  #check: HeartbeatMessage['check'] = null
  /** The row of the last look, and the beats since. */
  #checkedAt = 0
  #beats = 0
  #looking = false

  constructor(room: BeatingRoom) {
    this.#room = room
  }

  beat(): void {
    try {
      const { head } = this.#room
      this.#room.tellLive(encodeDownstream({ kind: 'heartbeat', head, check: this.#check }))
      this.#check = null
      this.#beats++
      if (head !== this.#checkedAt && this.#beats >= beatsPerCheck && !this.#looking) void this.#look(head)
    } catch (error) {
      this.#room.fail(error)
    }
  }

  async #look(seq: number): Promise<void> {
    this.#looking = true
    const digest = await this.#room.digestAt(seq)
    this.#looking = false
    if (digest === null) return
    this.#beats = 0
    this.#checkedAt = seq
    this.#check = { seq, digest }
  }
}
