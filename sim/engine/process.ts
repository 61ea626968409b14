import type { Scheduler } from './scheduler.ts'

/**
 * A server process or a page: what it waits for comes to it while it lives. Stopped, it takes nothing, and all of it in
 * its order when it goes on: timers whose time was long ago as well.
 */
export class Process {
  readonly name: string
  readonly #scheduler: Scheduler
  readonly #held: { readonly label: string; readonly run: () => void }[] = []
  readonly #ends: (() => void)[] = []
  #alive = true
  #paused = false

  constructor(scheduler: Scheduler, name: string) {
    this.#scheduler = scheduler
    this.name = name
  }

  get alive(): boolean {
    return this.#alive
  }

  get paused(): boolean {
    return this.#paused
  }

  /** Has something happen here in `ms`; the returned function cancels it. */
  after(ms: number, what: string, run: () => void): () => void {
    let cancelled = false
    const take = () => {
      if (cancelled || !this.#alive) return
      if (this.#paused) this.#held.push({ label, run: take })
      else run()
    }
    const label = `${this.name} ${what}`
    const cancel = this.#scheduler.after(ms, label, take)
    return () => {
      cancelled = true
      cancel()
    }
  }

  /** Calls back at the end of the turn, if it lives to see it. */
  endOfTurn(callback: () => void): void {
    this.#scheduler.endOfTurn(() => {
      if (this.#alive) callback()
    })
  }

  /** Calls back when it ends, however it ends. */
  onEnd(callback: () => void): void {
    this.#ends.push(callback)
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    // One after another, in the order in which they came.
    for (const [at, { label, run }] of this.#held.splice(0).entries()) {
      this.#scheduler.after(at / 1000, label, run)
    }
  }

  /** Ends it without a word: what it knew is gone. */
  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    for (const callback of this.#ends.splice(0)) callback()
  }
}
