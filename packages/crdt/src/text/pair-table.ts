import { lastAtMost } from './last-at-most.ts'
import type { Serial } from './run-table.ts'

const firstHalf = /[\ud800-\udbff]/

/**
 * Which code units are the first half of a surrogate pair, deleted ones too, because a pair stays one character for the
 * origins that name it. The two halves always have consecutive serials.
 *
 * Most texts have none, and then nothing is asked. Serials mostly arrive ascending, so that noting one is cheap.
 */
export class PairTable {
  readonly #serials: number[]

  /** A table of given serials, which must ascend. It takes them over. */
  constructor(serials: number[] = []) {
    this.#serials = serials
  }

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#serials.length === 0
  }

  /** Notes the pairs of a text whose first code unit has that serial. */
  note(text: string, start: Serial): void {
    let at = text.search(firstHalf)
    if (at < 0) return
    const place = lastAtMost(this.#serials, start) + 1
    const behind = this.#serials.splice(place)
    for (; at < text.length; at++) if (text.charCodeAt(at) >> 10 === 0x36) this.#serials.push(start + at)
    for (const serial of behind) this.#serials.push(serial)
  }

  /** Whether a code unit is the first half of a pair. */
  begins(serial: Serial): boolean {
    const serials = this.#serials
    return serials.length > 0 && serials[lastAtMost(serials, serial - 1) + 1] === serial
  }

  /** The noted serials from `from` up to, without, `to`, ascending. */
  between(from: Serial, to: Serial): readonly Serial[] {
    return this.#serials.slice(lastAtMost(this.#serials, from - 1) + 1, lastAtMost(this.#serials, to - 1) + 1)
  }
}
