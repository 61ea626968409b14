import { untilIdle } from './when-idle.ts'

/** Who has pressed nothing for so long is reading or gone: between two keys of somebody who types there is less. */
const restMs = 2_000
const presses = ['keydown', 'pointerdown'] as const

/** Watches whether somebody presses keys or buttons, from now on until it is stopped. */
export class Rest {
  #pressedAt = performance.now()

  constructor() {
    for (const press of presses) window.addEventListener(press, this.#note, { capture: true, passive: true })
  }

  /** Resolves when nobody has pressed anything for a while and the browser has nothing else to do. */
  async until(): Promise<void> {
    do {
      const leftMs = this.#leftMs
      if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs))
      await untilIdle()
    } while (this.#leftMs > 0)
  }

  stop(): void {
    for (const press of presses) window.removeEventListener(press, this.#note, { capture: true })
  }

  get #leftMs(): number {
    return this.#pressedAt + restMs - performance.now()
  }

  readonly #note = (): void => {
    this.#pressedAt = performance.now()
  }
}
