import type { TabLocks } from '@tandem/client/testing'
import type { Process } from '../engine/process.ts'

type Waiting = { readonly process: Process; readonly take: () => void }

/** How long a browser takes to say whose a lock is. */
const answerMs = 0.5

/** The locks of one browser: those of a tab that is gone are free from that moment on. */
export class SimLocks {
  readonly #holders = new Map<string, Process>()
  readonly #waiting = new Map<string, Waiting[]>()

  /** As one tab has them. */
  of(process: Process): TabLocks {
    process.onEnd(() => {
      for (const [name, holder] of [...this.#holders]) if (holder === process) this.#free(name)
    })
    const held = (name: string) => {
      this.#holders.set(name, process)
      return () => this.#free(name)
    }
    return {
      take: (name) =>
        new Promise((resolve) => {
          process.after(answerMs, 'hears whose a lock is', () => resolve(this.#holders.has(name) ? null : held(name)))
        }),
      wait: (name, cancelled) =>
        new Promise((resolve) => {
          const take = () => resolve(held(name))
          if (!this.#holders.has(name)) return take()
          const waiting = { process, take }
          this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), waiting])
          cancelled.addEventListener('abort', () => {
            this.#waiting.set(
              name,
              (this.#waiting.get(name) ?? []).filter((one) => one !== waiting),
            )
            resolve(null)
          })
        }),
    }
  }

  /** The next one that still lives has it. */
  #free(name: string): void {
    this.#holders.delete(name)
    const [next, ...rest] = (this.#waiting.get(name) ?? []).filter(({ process }) => process.alive)
    this.#waiting.set(name, rest)
    if (!next) return
    this.#holders.set(name, next.process)
    next.process.after(answerMs, 'has a lock', next.take)
  }
}
