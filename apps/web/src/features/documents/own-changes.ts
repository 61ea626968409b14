/**
 * What somebody does in a list: shown at once, so that an answer of the server that was on its way meanwhile, or asked for
 * before, is of the past.
 */
export class OwnChanges {
  #underWay = 0
  #done = 0

  /** Does what changes the list on the server. */
  async during<T>(change: () => Promise<T>): Promise<T> {
    this.#underWay++
    try {
      return await change()
    } finally {
      this.#underWay--
      this.#done++
    }
  }

  /** Marks a moment: what it gives tells whether an answer that was asked for then is still of now. */
  mark(): () => boolean {
    const [underWay, done] = [this.#underWay, this.#done]
    return () => underWay === 0 && this.#underWay === 0 && this.#done === done
  }
}
