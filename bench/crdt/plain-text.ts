/** Code units in a chunk before it is cut in two. */
const longest = 4096

/** A text with positions and nothing else, in chunks: works out what an edit gives, and where characters are. */
export class PlainText {
  readonly #chunks: string[] = ['']
  #length = 0

  get length(): number {
    return this.#length
  }

  splice(at: number, deleted: number, insert: string): void {
    let index = 0
    let offset = at
    for (let chunk = this.#chunks[index]; chunk !== undefined && offset > chunk.length; chunk = this.#chunks[index]) {
      offset -= chunk.length
      index++
    }
    const chunk = this.#chunks[index]
    if (chunk === undefined || at + deleted > this.#length)
      throw new RangeError(`${at} + ${deleted} of ${this.#length}`)
    this.#length += insert.length - deleted
    let rest = chunk.slice(offset)
    let covered = 1
    for (let left = deleted; ; covered++) {
      if (left <= rest.length) {
        rest = rest.slice(left)
        break
      }
      left -= rest.length
      rest = this.#chunks[index + covered] ?? ''
    }
    const joined = chunk.slice(0, offset) + insert + rest
    if (joined.length <= longest) {
      if (covered === 1) this.#chunks[index] = joined
      else this.#chunks.splice(index, covered, joined)
      return
    }
    const pieces: string[] = []
    for (let from = 0; from < joined.length; from += longest / 2) pieces.push(joined.slice(from, from + longest / 2))
    this.#chunks.splice(index, covered, ...pieces)
  }

  toString(): string {
    return this.#chunks.join('')
  }
}
