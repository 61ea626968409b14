/** Locks among all tabs of one browser: one holder at a time, and none any more when its tab is gone, however it went. */
export interface TabLocks {
  /** Takes a lock that nobody holds, and returns how to give it back; null when somebody holds it. */
  take(name: string): Promise<(() => void) | null>
  /** Takes a lock as soon as nobody holds it, and returns how to give it back; null when that was cancelled before. */
  wait(name: string, cancelled: AbortSignal): Promise<(() => void) | null>
}

/**
 * Lanes part what several tabs of one person keep of the same document: each outbox belongs to a lane, and whoever holds
 * the lane's lock owns it. A tab begins a lane of its own; it takes over the lanes whose tabs are gone, and leaves alone
 * those whose tabs live. So no change is recovered twice, and none is sent under a replica that somebody still writes as.
 */
export class Lanes {
  readonly own: string
  readonly #locks: TabLocks
  readonly #prefix: string
  readonly #release = new Map<string, () => void>()
  readonly #closed = new AbortController()
  readonly #awaited = new Set<string>()

  /** `prefix` names the person: locks are shared by all people of the browser. `own` is a name that nobody ever used. */
  constructor(locks: TabLocks, prefix: string, own: string) {
    this.#locks = locks
    this.#prefix = prefix
    this.own = own
  }

  owns(lane: string): boolean {
    return this.#release.has(lane)
  }

  /** Takes its own lane, and those of these whose tabs are gone. */
  async claim(lanes: Iterable<string>): Promise<void> {
    for (const lane of new Set([this.own, ...lanes])) {
      if (this.owns(lane)) continue
      const release = await this.#locks.take(`${this.#prefix}:${lane}`)
      if (!release) continue
      // Too late: whoever comes next may have it.
      if (this.#closed.signal.aborted) release()
      else this.#release.set(lane, release)
    }
  }

  /** Takes those of these that belong to living tabs when they are gone; `orphaned` is called with each. */
  inherit(lanes: Iterable<string>, orphaned: () => void): void {
    for (const lane of lanes) {
      if (this.owns(lane) || this.#awaited.has(lane)) continue
      this.#awaited.add(lane)
      void this.#locks.wait(`${this.#prefix}:${lane}`, this.#closed.signal).then((release) => {
        if (!release) return
        // As in `claim`.
        if (this.#closed.signal.aborted) return release()
        this.#release.set(lane, release)
        orphaned()
      })
    }
  }

  /** Gives all of them back: whoever comes next may have what is in them. */
  release(): void {
    this.#closed.abort()
    for (const release of this.#release.values()) release()
    this.#release.clear()
  }
}
