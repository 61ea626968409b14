/** Tells listeners what happened, synchronously and in the order in which they came. */
export class Emitter<Events extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>()

  /** Calls the listener from now on; the returned function ends that. */
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<K extends keyof Events>(event: K, value: Events[K]): void {
    // A copy: a listener may add or remove listeners.
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      ;(listener as (value: Events[K]) => void)(value)
    }
  }

  clear(): void {
    this.#listeners.clear()
  }
}
