import type { Clock } from '@tandem/protocol'

/** What beats. */
export interface Beating {
  /** Called every five seconds. Never throws. */
  beat(): void
}

/** How often a room says how far the log is. */
const beatMs = 5_000
/**
 * Rooms beat in so many groups, each at a moment of its own: an idle process is woken a few times a second, not once for
 * each of thousands of rooms, and no moment has the frames of all of them.
 */
const groups = 10

/** The heartbeats of a node's rooms: one timer for all. */
export class Heartbeats {
  readonly #clock: Clock
  readonly #groups = Array.from({ length: groups }, () => new Set<Beating>())
  /** The group that has beaten last: who joins it now beats a whole round later. */
  #last = 0
  #size = 0
  #cancel: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Lets it beat until `remove`, for the first time in five seconds, or a moment less. */
  add(beating: Beating): void {
    this.#groups[this.#last]?.add(beating)
    this.#size++
    if (!this.#cancel) this.#wait()
  }

  remove(beating: Beating): void {
    for (const group of this.#groups) if (group.delete(beating)) this.#size--
    if (this.#size > 0) return
    this.#cancel?.()
    this.#cancel = null
  }

  #wait(): void {
    this.#cancel = this.#clock.after(beatMs / groups, () => {
      this.#wait()
      this.#last = (this.#last + 1) % groups
      for (const beating of this.#groups[this.#last] ?? []) beating.beat()
    })
  }
}
