/**
 * Turns at what only so many may do at the same time. Those who wait get theirs by person, one each and then again from
 * the first: whoever comes fifty times keeps nobody waiting for fifty.
 */
export class Turns {
  readonly #atOnce: number
  #taken = 0
  /** By person; the person whose turn is next comes first. */
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Resolves when it is this person's turn, with what to call, once, when it is over. */
  async take(person: string): Promise<() => void> {
    if (this.#taken < this.#atOnce) this.#taken++
    else await this.#passedOn(person)
    return () => this.#passOn()
  }

  #passedOn(person: string): Promise<void> {
    return new Promise((resolve) => {
      const mine = this.#waiting.get(person)
      if (mine) mine.push(resolve)
      else this.#waiting.set(person, [resolve])
    })
  }

  #passOn(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#taken--
      return
    }
    const [person, [first, ...rest]] = next
    this.#waiting.delete(person)
    // Behind everybody else who waits.
    if (rest.length > 0) this.#waiting.set(person, rest)
    first?.()
  }
}
