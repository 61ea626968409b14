import type { Prng } from '@tandem/crdt/testing'
import { EventHeap } from './event-heap.ts'
import type { Trace } from './trace.ts'

/** A run that goes on for so many events does not end by itself. */
const maxEvents = 200_000

/**
 * All that happens in a simulated world, one event after another. Between two events everything that was promised and is
 * there is taken (microtasks), and what waits for the end of the turn is done: so an event is what a real process does in
 * one turn of its event loop.
 */
export class Scheduler {
  readonly trace: Trace
  readonly #random: Prng
  readonly #heap = new EventHeap()
  readonly #turnEnds: (() => void)[] = []
  #now = 0
  #order = 0
  #events = 0
  #stopped = false

  constructor(random: Prng, trace: Trace) {
    this.#random = random
    this.trace = trace
  }

  /** Milliseconds since the world began. */
  get now(): number {
    return this.#now
  }

  /** Events that happened. */
  get events(): number {
    return this.#events
  }

  /** Whether more happened than a run can need. */
  get exhausted(): boolean {
    return this.#events >= maxEvents
  }

  /** Has something happen in `ms`; the returned function cancels it. */
  after(ms: number, label: string, run: () => void): () => void {
    const at = this.#now + Math.max(0, ms)
    const event = { at, priority: this.#random.int(1 << 30), order: this.#order++, label, run, cancelled: false }
    this.#heap.push(event)
    return () => {
      event.cancelled = true
    }
  }

  /** Calls back when the event that is under way is done. */
  endOfTurn(callback: () => void): void {
    this.#turnEnds.push(callback)
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#stopped = true
  }

  /** Lets things happen up to a time, or until `done` says that it is enough. */
  async runUntil(end: number, done: () => boolean = () => false): Promise<void> {
    while (!this.#stopped && !this.exhausted) {
      const event = this.#heap.pop()
      if (!event) break
      if (event.cancelled) continue
      if (event.at > end) {
        this.#heap.push(event)
        break
      }
      this.#now = event.at
      this.#events++
      this.trace.event(event.at, event.label)
      event.run()
      await this.#drain()
      if (done()) return
    }
    this.#now = Math.max(this.#now, this.#stopped ? this.#now : end)
  }

  async #drain(): Promise<void> {
    await microtasks()
    while (this.#turnEnds.length > 0) {
      for (const callback of this.#turnEnds.splice(0)) callback()
      await microtasks()
    }
  }
}

/** Resolves when no promise is left that could go on by itself. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
