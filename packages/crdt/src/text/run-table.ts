import { longer } from './longer.ts'
import { ends } from './none.ts'

const { none } = ends

/** The number of a code unit in one open document; see `SerialTable`. */
export type Serial = number

/** A run's number in a `RunTable`. */
export type Run = number

// Where the numbers of a run are in its row of four.
const length = 1
const left = 2
const right = 3

/**
 * The runs of a text, as rows of numbers. A run is a stretch of code units with consecutive serials, next to each other
 * in the document, all visible or all deleted. Each was typed behind the one before it, and all have one right origin: so
 * one `left` (of the first) and one `right` (of all) say where every one of them belongs.
 *
 * A run is its row, for as long as it exists; the rows of runs that are gone are used again. The order of the runs and
 * what shows of each, and which run holds a serial, are told elsewhere (`OrderList`, `RunIndex`).
 */
export class RunTable {
  #cells: Int32Array = new Int32Array(0)
  #rows = 0
  readonly #free: Run[] = []

  /** How many runs there are. */
  get size(): number {
    return this.#rows - this.#free.length
  }

  /** The serial of its first code unit. */
  start(run: Run): Serial {
    return this.#cells[run << 2] ?? 0
  }

  /** How many code units it has. */
  length(run: Run): number {
    return this.#cells[(run << 2) + length] ?? 0
  }

  /** The serial after its last code unit's. */
  end(run: Run): Serial {
    return this.start(run) + this.length(run)
  }

  /** The left origin of its first code unit, `none` for the start of the text. */
  left(run: Run): Serial {
    return this.#cells[(run << 2) + left] ?? none
  }

  /** The right origin of all its code units, `none` for the end of the text. */
  right(run: Run): Serial {
    return this.#cells[(run << 2) + right] ?? none
  }

  /** Adds a run. */
  add(start: Serial, units: number, leftOrigin: Serial, rightOrigin: Serial): Run {
    const run = this.#free.pop() ?? this.#rows++
    if (this.#rows << 2 > this.#cells.length) this.#cells = longer(this.#cells, this.#rows << 2)
    const cells = this.#cells
    const row = run << 2
    cells[row] = start
    cells[row + length] = units
    cells[row + left] = leftOrigin
    cells[row + right] = rightOrigin
    return run
  }

  /** Forgets a run. */
  remove(run: Run): void {
    this.#free.push(run)
  }

  /** Makes a run longer (or, negative, shorter) at its end. */
  growAtEnd(run: Run, units: number): void {
    this.#cells[(run << 2) + length] = this.length(run) + units
  }

  /** Makes a run longer (or, negative, shorter) at its front. Its first code unit then follows the one before it. */
  growAtFront(run: Run, units: number): void {
    const start = this.start(run) - units
    this.#cells[run << 2] = start
    this.#cells[(run << 2) + left] = start - 1
    this.growAtEnd(run, units)
  }
}
