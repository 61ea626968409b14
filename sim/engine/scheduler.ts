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

  /** Whether nothing happens any more, however long one waits. */
  get over(): boolean {
    return this.#stopped || this.exhausted
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
  runUntil(end: number, done: () => boolean = () => false): Promise<void> {
    let isWithinTurn = false
    return eachTurn(() => {
      const waiting = this.#turnEnds.splice(0)
      for (const callback of waiting) callback()
      if (waiting.length > 0) return true
      if (isWithinTurn && done()) return false
      isWithinTurn = this.#happensNext(end)
      return isWithinTurn
    })
  }

  /** Lets one thing happen. Returns false when there is none before `end`, or none at all any more. */
  #happensNext(end: number): boolean {
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
      return true
    }
    if (!this.#stopped) this.#now = Math.max(this.#now, end)
    return false
  }
}

/** A loop that is told to go on so many times at once takes much less time for each. */
const turnsAtOnce = 100

/**
 * Calls `turn` until it returns false. Between two calls every promise goes on that can go on by itself: so it is between
 * two immediates, and going through all of the event loop for that would take longer than most turns.
 */
function eachTurn(turn: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const take = (isLast: boolean) => {
      if (isOver) return
      try {
        isOver = !turn()
        if (isOver) resolve()
        else if (isLast) begin()
      } catch (error) {
        isOver = true
        reject(error)
      }
    }
    const begin = () => {
      for (let count = 1; count <= turnsAtOnce; count++) setImmediate(take, count === turnsAtOnce)
    }
    begin()
  })
}
