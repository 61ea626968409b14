/**
 * Tells listeners what happened, synchronously and in the order in which they came. A listener that throws stops neither
 * the others nor the one who tells: its error is thrown again by itself, so that it is seen as what it is, uncaught.
 */
export class Emitter<Events extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<Listener>>()

  /** Calls the listener from now on; the returned function ends that. */
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    // An object of its own: the same function may listen twice, and each ends by itself.
    const entry = { call: listener }
    listeners.add(entry)
    return () => listeners.delete(entry)
  }

  emit<K extends keyof Events>(event: K, value: Events[K]): void {
    const listeners = this.#listeners.get(event)
    if (!listeners) return
    for (const entry of [...listeners]) {
      // One before it may have ended it.
      if (!listeners.has(entry)) continue
      try {
        ;(entry.call as (value: Events[K]) => void)(value)
      } catch (error) {
        throwByItself(error)
      }
    }
  }

  /** Ends all listening. */
  clear(): void {
    for (const listeners of this.#listeners.values()) listeners.clear()
  }
}

type Listener = { readonly call: (value: never) => void }

function throwByItself(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
