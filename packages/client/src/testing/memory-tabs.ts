import type { TabLocks } from '../lanes.ts'

/** Tabs of one browser: each holds its locks until it is gone. */
export class MemoryTabs {
  readonly #held = new Map<string, object>()
  #waiting: { readonly name: string; readonly tab: object; readonly taken: (release: (() => void) | null) => void }[] =
    []

  /** The locks of a new tab, and how it goes. */
  open(): { readonly locks: TabLocks; readonly kill: () => void } {
    const tab = {}
    const locks: TabLocks = {
      take: async (name) => {
        if (this.#held.has(name)) return null
        this.#held.set(name, tab)
        return () => this.#free(name)
      },
      wait: (name, cancelled) =>
        new Promise((taken) => {
          const waiting = { name, tab, taken }
          this.#waiting.push(waiting)
          cancelled.addEventListener('abort', () => {
            this.#waiting = this.#waiting.filter((other) => other !== waiting)
            taken(null)
          })
        }),
    }
    const kill = () => {
      this.#waiting = this.#waiting.filter((waiting) => waiting.tab !== tab)
      for (const [name, holder] of this.#held) if (holder === tab) this.#free(name)
    }
    return { locks, kill }
  }

  #free(name: string): void {
    this.#held.delete(name)
    const next = this.#waiting.find((waiting) => waiting.name === name)
    if (!next) return
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next)
    this.#held.set(name, next.tab)
    next.taken(() => this.#free(name))
  }
}
