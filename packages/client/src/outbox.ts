import { limits } from '@tandem/protocol'
import type { ChangeName, OutboxChange } from './offline-store.ts'

/**
 * Changes whose own echo is not in, and when the oldest of them was made (by the session's clock). `kept` of them are on
 * this device: they outlive the page.
 */
export type Unsaved = { readonly count: number; readonly since: number | null; readonly kept: number }

/**
 * My changes whose own echo has not come back, in the order in which they were made. A change is in one of two states:
 * sent on this connection, or waiting to be. A new connection starts with everything waiting: what was sent on the old
 * one may or may not have arrived, and sending it again is harmless.
 */
export class Outbox {
  #changes: OutboxChange[] = []
  /** The same by name: every row of others that comes in is looked up here. */
  readonly #byName = new Map<string, OutboxChange>()
  /** How many of the first changes were sent on this connection. */
  #sent = 0
  #sentBytes = 0
  /** Those that the device has, whatever happens to the page. */
  readonly #kept = new Set<OutboxChange>()

  get size(): number {
    return this.#changes.length
  }

  get changes(): readonly OutboxChange[] {
    return this.#changes
  }

  /** The first one without an echo; null when there is none. */
  get oldest(): OutboxChange | null {
    return this.#changes[0] ?? null
  }

  /** Sent on this connection, without an answer yet. */
  get inFlight(): number {
    return this.#sent
  }

  /** The same in bytes. */
  get inFlightBytes(): number {
    return this.#sentBytes
  }

  /** What a person is told of it. */
  get unsaved(): Unsaved {
    return { count: this.size, since: this.oldest?.madeAt ?? null, kept: this.#kept.size }
  }

  get hasUnsent(): boolean {
    return this.#sent < this.#changes.length
  }

  add(change: OutboxChange): void {
    this.#changes.push(change)
    this.#byName.set(keyOf(change), change)
  }

  /** The next batch to send, within what one push may hold; empty when everything was sent. */
  takeBatch(): Uint8Array[] {
    const batch: Uint8Array[] = []
    let size = 0
    for (const change of this.#changes.slice(this.#sent, this.#sent + limits.maxPushChanges)) {
      size += change.payload.length
      if (batch.length > 0 && size > limits.maxPushBytes) break
      batch.push(change.payload)
      this.#sentBytes += change.payload.length
    }
    this.#sent += batch.length
    return batch
  }

  /** Everything has to be sent (again): the connection is a new one, or the server asked for patience. */
  rewind(): void {
    this.#sent = 0
    this.#sentBytes = 0
  }

  /** The change of that name; null when it is not here. */
  find(name: ChangeName): OutboxChange | null {
    return this.#byName.get(keyOf(name)) ?? null
  }

  /** The device has this change. Returns whether that is news: it may have left the outbox meanwhile. */
  markKept(change: OutboxChange): boolean {
    if (this.find(change) !== change || this.#kept.has(change)) return false
    this.#kept.add(change)
    return true
  }

  /** The device can't be trusted with any of them. */
  unmarkKept(): void {
    this.#kept.clear()
  }

  /** The change is in the log. Returns whether it was here. */
  confirm(name: ChangeName): boolean {
    const change = this.find(name)
    if (!change) return false
    this.#byName.delete(keyOf(name))
    this.#kept.delete(change)
    // Echoes come in the order of sending, so that it is nearly always the first.
    const at = this.#changes.indexOf(change)
    this.#changes.splice(at, 1)
    if (at < this.#sent) {
      this.#sent--
      this.#sentBytes -= change.payload.length
    }
    return true
  }

  /** Takes everything out. */
  clear(): readonly OutboxChange[] {
    const changes = this.#changes
    this.#changes = []
    this.#byName.clear()
    this.#kept.clear()
    this.#sent = 0
    this.#sentBytes = 0
    return changes
  }
}

function keyOf({ replica, rseq }: ChangeName): string {
  return `${replica}:${rseq}`
}
