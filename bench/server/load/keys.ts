/** Letters by which a key's typist is known: as many as fit into one byte of UTF-8 each and are harmless everywhere. */
const marks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** What everybody types who has no mark. */
const unmarked = '.'
const markOf = new Int16Array(128).fill(-1)
for (let mark = 0; mark < marks.length; mark++) markOf[marks.charCodeAt(mark)] = mark

/**
 * The keys that are typed into one document. Each typist has a letter, and the keys of one typist arrive in their order:
 * so the n-th such letter on a screen is the n-th key of that typist, and it is known when it was struck.
 */
export class Keys {
  readonly #struckAt: number[][] = []
  /** All keys so far. */
  typed = 0

  /** Notes that a typist strikes a key now, and says which letter it is. */
  strike(typist: number): string {
    this.typed++
    const mark = marks[typist]
    if (mark === undefined) return unmarked
    this.#times(typist).push(performance.now())
    return mark
  }

  struckAt(typist: number, count: number): number | undefined {
    return this.#times(typist)[count]
  }

  #times(typist: number): number[] {
    const known = this.#struckAt[typist]
    if (known) return known
    const times: number[] = []
    this.#struckAt[typist] = times
    return times
  }
}

/** The keys of others that one screen shows. */
export class SeenKeys {
  readonly #keys: Keys
  readonly #seenOf = new Uint32Array(marks.length)
  /** How many it shows. */
  seen = 0

  constructor(keys: Keys) {
    this.#keys = keys
  }

  /** Takes text that has just appeared, and adds how long each marked key took to `latencies`. */
  show(text: string, latencies: number[]): void {
    const now = performance.now()
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      const mark = markOf[code] ?? -1
      if (mark >= 0) {
        this.seen++
        const count = this.#seenOf[mark] ?? 0
        this.#seenOf[mark] = count + 1
        const struckAt = this.#keys.struckAt(mark, count)
        if (struckAt !== undefined) latencies.push(now - struckAt)
      } else if (code === unmarkedCode) {
        this.seen++
      }
    }
  }
}

const unmarkedCode = unmarked.charCodeAt(0)
