/** Time, as sessions and rooms see it: tests turn it by hand. */
export interface Clock {
  /** Milliseconds; only differences mean anything. */
  now(): number
  /** Calls back once, after at least `ms` milliseconds; the returned function cancels. */
  after(ms: number, callback: () => void): () => void
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
