import { treeShape } from './tree-shape.ts'

const { none } = treeShape

/** The number of a code unit in one open document; see `SerialTable`. */
export type Serial = number

/** A run's number in a `RunTable`. */
export type Run = number

const firstCapacity = 8
const slowlyFrom = 4096

/**
 * The runs of a text, as columns of numbers. A run is a stretch of code units with consecutive serials, next to each
 * other in the document, all visible or all deleted. Each was typed behind the one before it, and all have one right
 * origin: so one `left` (of the first) and one `right` (of all) say where every one of them belongs.
 *
 * A run is its row, for as long as it exists; the rows of runs that are gone are used again. The order of the runs, and
 * which run holds a serial, are told elsewhere (`OrderTree`, `RunIndex`).
 */
export class RunTable {
  #start: Int32Array = new Int32Array(firstCapacity)
  #length: Int32Array = new Int32Array(firstCapacity)
  #left: Int32Array = new Int32Array(firstCapacity)
  #right: Int32Array = new Int32Array(firstCapacity)
  #deleted: Uint8Array = new Uint8Array(firstCapacity)
  #rows = 0
  readonly #free: Run[] = []

  /** Takes over columns whose rows 0 … `count` - 1 are runs. */
  static of(columns: {
    readonly count: number
    readonly start: Int32Array
    readonly length: Int32Array
    readonly left: Int32Array
    readonly right: Int32Array
    readonly deleted: Uint8Array
  }): RunTable {
    const runs = new RunTable()
    runs.#start = columns.start
    runs.#length = columns.length
    runs.#left = columns.left
    runs.#right = columns.right
    runs.#deleted = columns.deleted
    runs.#rows = columns.count
    return runs
  }

  /** How many runs there are. */
  get size(): number {
    return this.#rows - this.#free.length
  }

  /** The serial of its first code unit. */
  start(run: Run): Serial {
    return this.#start[run] ?? 0
  }

  /** How many code units it has. */
  length(run: Run): number {
    return this.#length[run] ?? 0
  }

  /** The serial after its last code unit's. */
  end(run: Run): Serial {
    return (this.#start[run] ?? 0) + (this.#length[run] ?? 0)
  }

  /** The left origin of its first code unit, `none` for the start of the text. */
  left(run: Run): Serial {
    return this.#left[run] ?? none
  }

  /** The right origin of all its code units, `none` for the end of the text. */
  right(run: Run): Serial {
    return this.#right[run] ?? none
  }

  /** Whether it is a tombstone. */
  isDeleted(run: Run): boolean {
    return this.#deleted[run] === 1
  }

  /** How many of its code units show. */
  visible(run: Run): number {
    return this.#deleted[run] === 1 ? 0 : (this.#length[run] ?? 0)
  }

  /** Adds a run. */
  add(start: Serial, length: number, left: Serial, right: Serial, deleted: boolean): Run {
    let run = this.#free.pop()
    if (run === undefined) {
      run = this.#rows++
      if (run >= this.#start.length) this.#grow()
    }
    this.#start[run] = start
    this.#length[run] = length
    this.#left[run] = left
    this.#right[run] = right
    this.#deleted[run] = deleted ? 1 : 0
    return run
  }

  /** Forgets a run. */
  remove(run: Run): void {
    this.#length[run] = 0
    this.#free.push(run)
  }

  /** Makes a run longer (or, negative, shorter) at its end. */
  growAtEnd(run: Run, units: number): void {
    this.#length[run] = (this.#length[run] ?? 0) + units
  }

  /** Makes a run longer (or, negative, shorter) at its front. Its first code unit then follows the one before it. */
  growAtFront(run: Run, units: number): void {
    const start = (this.#start[run] ?? 0) - units
    this.#start[run] = start
    this.#length[run] = (this.#length[run] ?? 0) + units
    this.#left[run] = start - 1
  }

  /** Makes a tombstone of it. */
  bury(run: Run): void {
    this.#deleted[run] = 1
  }

  #grow(): void {
    // A short table by as much again, a long one by a quarter: it is most of what a long document keeps.
    const capacity = this.#rows + (this.#rows < slowlyFrom ? this.#rows : this.#rows >> 2)
    this.#start = longer(this.#start, capacity)
    this.#length = longer(this.#length, capacity)
    this.#left = longer(this.#left, capacity)
    this.#right = longer(this.#right, capacity)
    const deleted = new Uint8Array(capacity)
    deleted.set(this.#deleted)
    this.#deleted = deleted
  }
}

/** The same numbers with room for more. */
export function longer(numbers: Int32Array, capacity: number): Int32Array {
  const grown = new Int32Array(capacity)
  grown.set(numbers)
  return grown
}
