import { assert } from '../assert.ts'
import { ends } from './none.ts'
import type { Run, RunTable, Serial } from './run-table.ts'

const { none } = ends

const blockRuns = 128

/**
 * From a serial to the run that holds it: all runs by ascending serial, in blocks of at most `blockRuns`. Two binary
 * searches find one; adding one moves a block's worth of numbers. No block is empty.
 */
export class RunIndex {
  readonly #runs: RunTable
  readonly #blocks: Int32Array[] = []
  readonly #sizes: number[] = []
  /** The run found last: questions come in bursts. */
  #last: Run = none

  /** An index of the runs of a table that are given, by ascending serial. */
  constructor(runs: RunTable, sorted: Int32Array) {
    this.#runs = runs
    for (let at = 0; at * blockRuns < sorted.length; at++) {
      this.#addBlock(at, sorted.subarray(at * blockRuns, (at + 1) * blockRuns))
    }
  }

  /** The run that holds a code unit, which must exist. */
  find(serial: Serial): Run {
    const runs = this.#runs
    let run = this.#last
    if (run !== none && serial >= runs.start(run) && serial < runs.end(run)) return run
    const at = this.#blockOf(serial)
    run = this.#blocks[at]?.[this.#placeIn(at, serial + 1) - 1] ?? none
    assert(run !== none && serial < runs.end(run), 'a serial')
    this.#last = run
    return run
  }

  /** Adds a run. */
  add(run: Run): void {
    const start = this.#runs.start(run)
    const at = this.#blockOf(start)
    const place = this.#placeIn(at, start)
    const size = this.#sizes[at] ?? 0
    const block = this.#blocks[at]
    // At the very end, what is full stays full: serials mostly ascend.
    if (block === undefined || (place === blockRuns && at === this.#blocks.length - 1)) {
      this.#addBlock(at + 1, Int32Array.of(run))
      return
    }
    if (size === blockRuns) {
      this.#addBlock(at + 1, block.subarray(size >> 1))
      this.#sizes[at] = size >> 1
      this.add(run)
      return
    }
    for (let to = size; to > place; to--) block[to] = block[to - 1] ?? none
    block[place] = run
    this.#sizes[at] = size + 1
  }

  /** Forgets a run; its start must be as it was. */
  remove(run: Run): void {
    if (this.#last === run) this.#last = none
    const start = this.#runs.start(run)
    const at = this.#blockOf(start)
    const place = this.#placeIn(at, start)
    this.#blocks[at]?.copyWithin(place, place + 1)
    this.#sizes[at] = (this.#sizes[at] ?? 0) - 1
    if (this.#sizes[at] === 0) {
      this.#blocks.splice(at, 1)
      this.#sizes.splice(at, 1)
    }
  }

  #addBlock(at: number, runs: Int32Array): void {
    const block = new Int32Array(blockRuns)
    block.set(runs)
    this.#blocks.splice(at, 0, block)
    this.#sizes.splice(at, 0, runs.length)
  }

  /** The last block whose first run does not begin above the serial; the first block when there is none. */
  #blockOf(serial: Serial): number {
    let low = 0
    let high = this.#blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#runs.start(this.#blocks[middle]?.[0] ?? none) <= serial) low = middle
      else high = middle - 1
    }
    return low
  }

  /** How many runs of a block begin below the serial. */
  #placeIn(at: number, serial: Serial): number {
    const block = this.#blocks[at]
    let low = 0
    let high = this.#sizes[at] ?? 0
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#runs.start(block?.[middle] ?? none) < serial) low = middle + 1
      else high = middle
    }
    return low
  }
}
