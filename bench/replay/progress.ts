/** Which transactions are typed, and who waits for which. */
export class Progress {
  readonly #done: boolean[]
  #allUpTo = -1
  #waiting: { readonly holds: () => boolean; readonly resolve: () => void }[] = []

  constructor(length: number) {
    this.#done = new Array<boolean>(length).fill(false)
  }

  done(index: number): void {
    this.#done[index] = true
    while (this.#done[this.#allUpTo + 1]) this.#allUpTo++
    const waiting = this.#waiting
    this.#waiting = waiting.filter(({ holds }) => !holds())
    for (const { holds, resolve } of waiting) if (holds()) resolve()
  }

  one(index: number): Promise<void> {
    return this.#wait(() => this.#done[index] === true)
  }

  allUpTo(index: number): Promise<void> {
    return this.#wait(() => this.#allUpTo >= index)
  }

  #wait(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ holds, resolve }))
  }
}
