import { calmly } from '#lib/calmly.ts'
import { type SaveFacts, type SaveState, saveState, saveStateHoldsMs } from './save-state.ts'
import type { SessionFacts } from './session-facts.ts'

/** How safe my changes are now. */
export function saveStateNow(facts: SessionFacts): SaveState {
  return saveState(factsOf(facts), Date.now())
}

function factsOf({ view }: SessionFacts): SaveFacts {
  return { ...view, online: navigator.onLine }
}

/**
 * How safe my changes are, for who draws it. Each key makes facts, and hardly ever another state: listeners hear of what differs alone.
 * Another kind of state is told at once, for a word that is wrong would be a lie; other numbers in the same words are told calmly.
 */
export class WatchedSaveState {
  readonly #facts: SessionFacts
  readonly #listeners = new Set<() => void>()
  readonly #numbers = calmly(() => this.#tell())
  #told: SaveState
  #timer: ReturnType<typeof setTimeout> | undefined
  #unsubscribe: (() => void) | null = null

  constructor(facts: SessionFacts) {
    this.#facts = facts
    this.#told = saveStateNow(facts)
  }

  /** What listeners were told last: the same object until it is another state. */
  readonly get = (): SaveState => this.#told

  /** Calls the listener after each change; the returned function ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#unsubscribe === null) this.#watch()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  #watch(): void {
    const unsubscribe = this.#facts.subscribe(this.#look)
    for (const event of networkEvents) window.addEventListener(event, this.#look)
    this.#unsubscribe = () => {
      unsubscribe()
      for (const event of networkEvents) window.removeEventListener(event, this.#look)
    }
    // It may have changed since it was made.
    this.#look()
  }

  #stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = null
    this.#numbers.stop()
    clearTimeout(this.#timer)
  }

  readonly #look = (): void => {
    if (saveStateNow(this.#facts).kind === this.#told.kind) this.#numbers.soon()
    else this.#tell()
  }

  #tell(): void {
    const facts = factsOf(this.#facts)
    const now = Date.now()
    const state = saveState(facts, now)
    const isNews = JSON.stringify(state) !== JSON.stringify(this.#told)
    this.#lookAgain(saveStateHoldsMs(facts, now))
    if (!isNews) return
    this.#told = state
    for (const listener of this.#listeners) listener()
  }

  /**
   * Time alone makes another state, too. How long this one holds has to be judged by the moment at which it was judged: by a later one it
   * may be over already, and would stay for ever.
   */
  #lookAgain(holdsMs: number | null): void {
    clearTimeout(this.#timer)
    if (holdsMs !== null) this.#timer = setTimeout(() => this.#tell(), holdsMs)
  }
}

const networkEvents = ['online', 'offline'] as const
