import type { Text } from '@codemirror/state'
import type { EditorSession } from './config.ts'

/** How often the two texts are compared at most. A megabyte takes some milliseconds. */
export const checkPauseMs = 30_000
/** How long I have not typed when they are: no key waits for it. */
export const checkRestMs = 1_000
/** How much is compared at once: no second copy of a large text is made. */
const sliceUnits = 65_536

/**
 * Says when to look whether the editor shows what the session has: some time after a change, between two keys of mine, and not
 * while nothing happens.
 */
export class TextCheck {
  readonly #look: () => void
  #lookedAt = performance.now()
  #typedAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(look: () => void) {
    this.#look = look
  }

  /** The text has changed, or could not be looked at. */
  changed(byMe: boolean): void {
    if (byMe) this.#typedAt = performance.now()
    this.#timer ??= setTimeout(this.#due, Math.max(checkRestMs, this.#lookedAt + checkPauseMs - performance.now()))
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  readonly #due = (): void => {
    const rest = this.#typedAt + checkRestMs - performance.now()
    this.#timer = rest > 0 ? setTimeout(this.#due, rest) : undefined
    if (rest > 0) return
    this.#lookedAt = performance.now()
    this.#look()
  }
}

/** Whether this is the text of the document. */
export function isTextOf(doc: NonNullable<EditorSession['doc']>, text: Text): boolean {
  const { length } = text
  if (doc.length !== length) return false
  for (let from = 0; from < length; from += sliceUnits) {
    const to = Math.min(length, from + sliceUnits)
    if (doc.slice(from, to) !== text.sliceString(from, to)) return false
  }
  return true
}
