import { longer, type Serial } from './run-table.ts'

const firstHalf = /[\ud800-\udbff]/

/**
 * Which code units are the first half of a surrogate pair, deleted ones too, because a pair stays one character for the
 * origins that name it. The two halves always have consecutive serials.
 *
 * Most texts have none, and then nothing is asked. Serials mostly arrive ascending, so that noting one is cheap.
 */
export class PairTable {
  #serials: Int32Array = new Int32Array(0)
  #size = 0

  /** A table of given serials, which must ascend. */
  static of(serials: Int32Array): PairTable {
    const pairs = new PairTable()
    pairs.#serials = serials
    pairs.#size = serials.length
    return pairs
  }

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#size === 0
  }

  /** Notes the pairs of a text whose first code unit has that serial. */
  note(text: string, start: Serial): void {
    let at = text.search(firstHalf)
    if (at < 0) return
    for (; at < text.length; at++) if (text.charCodeAt(at) >> 10 === 0x36) this.#add(start + at)
  }

  #add(serial: Serial): void {
    if (this.#size === this.#serials.length) this.#serials = longer(this.#serials, 2 * this.#size + 8)
    const at = this.#place(serial)
    this.#serials.copyWithin(at + 1, at, this.#size)
    this.#serials[at] = serial
    this.#size += 1
  }

  /** Whether a code unit is the first half of a pair. */
  begins(serial: Serial): boolean {
    if (this.#size === 0) return false
    const at = this.#place(serial)
    return at < this.#size && this.#serials[at] === serial
  }

  /** The noted serials from `from` up to, without, `to`, ascending. */
  between(from: Serial, to: Serial): Int32Array {
    return this.#size === 0 ? this.#serials : this.#serials.subarray(this.#place(from), this.#place(to))
  }

  /** How many noted serials are below one. */
  #place(serial: Serial): number {
    let low = 0
    let high = this.#size
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#serials[middle] ?? 0) < serial) low = middle + 1
      else high = middle
    }
    return low
  }
}
