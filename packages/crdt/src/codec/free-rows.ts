/**
 * Rows 0, 1, 2, … of which each is taken once: by its number, or as the so-manieth that is free. A Fenwick tree of how many
 * are free, so either costs a step for each doubling of the rows.
 */
export class FreeRows {
  readonly #count: number
  readonly #top: number
  /** Behind an unused first entry: entry n counts the free ones of the rows that end with row n - 1, as many as n's lowest bit says. */
  readonly #free: Int32Array

  constructor(count: number) {
    this.#count = count
    this.#top = count === 0 ? 0 : 1 << (31 - Math.clz32(count))
    this.#free = new Int32Array(count + 1).map((_, entry) => entry & -entry)
  }

  /** Takes a free row. Returns how many free ones are before it. */
  take(row: number): number {
    let before = 0
    for (let entry = row; entry > 0; entry -= entry & -entry) before += this.#free[entry] ?? 0
    for (let entry = row + 1; entry <= this.#count; entry += entry & -entry) this.#lower(entry)
    return before
  }

  /** Takes the free row before which there are so many free ones. Requires that there is one. Returns the row. */
  takeBehind(before: number): number {
    let row = 0
    let rest = before
    for (let step = this.#top; step > 0; step >>= 1) {
      const entry = row + step
      if (entry > this.#count) continue
      const free = this.#free[entry] ?? 0
      if (free <= rest) {
        rest -= free
        row = entry
      } else this.#lower(entry)
    }
    return row
  }

  #lower(entry: number): void {
    this.#free[entry] = (this.#free[entry] ?? 0) - 1
  }
}
