import { assert } from '../assert.ts'
import { longer, type Run, type RunTable, type Serial } from './run-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

const maxChunk = 128

/**
 * From a serial to the run that holds it: all runs by ascending serial, in chunks of at most `maxChunk`. Two binary
 * searches find one; adding one moves a chunk's worth of numbers.
 */
export class RunIndex {
  readonly #runs: RunTable
  readonly #chunks: Int32Array[] = []
  readonly #sizes: number[] = []
  /** The run found last: questions come in bursts. */
  #last: Run = none

  constructor(runs: RunTable) {
    this.#runs = runs
  }

  /** An index of runs that are given by ascending serial. */
  static of(runs: RunTable, sorted: Int32Array): RunIndex {
    const index = new RunIndex(runs)
    const size = maxChunk - (maxChunk >> 2)
    for (let from = 0; from < sorted.length; from += size) {
      const chunk = sorted.slice(from, from + size)
      index.#sizes.push(chunk.length)
      index.#chunks.push(chunk)
    }
    return index
  }

  /** The run that holds a code unit, which must exist. */
  find(serial: Serial): Run {
    const last = this.#last
    if (last !== none) {
      const offset = serial - this.#runs.start(last)
      if (offset >= 0 && offset < this.#runs.length(last)) return last
    }
    const at = this.#chunkOf(serial)
    const run = this.#chunks[at]?.[this.#placeIn(at, serial + 1) - 1] ?? none
    assert(run !== none && serial < this.#runs.end(run), 'the serial is in use')
    this.#last = run
    return run
  }

  /** Adds a run. */
  add(run: Run): void {
    const start = this.#runs.start(run)
    if (this.#chunks.length === 0) this.#addChunk(0, new Int32Array(4), 0)
    const at = this.#chunkOf(start)
    const place = this.#placeIn(at, start)
    const size = this.#sizes[at] ?? 0
    let chunk = this.#chunks[at]
    assert(chunk !== undefined, 'there is a chunk')
    if (size === maxChunk) {
      // At the very end, what is full stays full: serials mostly ascend.
      const kept = at === this.#chunks.length - 1 && place === size ? size : size >> 1
      this.#addChunk(at + 1, chunk.slice(kept), size - kept)
      this.#chunks[at] = kept === size ? chunk : chunk.slice(0, kept)
      this.#sizes[at] = kept
      this.add(run)
      return
    }
    if (size === chunk.length) {
      chunk = longer(chunk, Math.min(maxChunk, size + (size >> 1) + 4))
      this.#chunks[at] = chunk
    }
    for (let to = size; to > place; to--) chunk[to] = chunk[to - 1] ?? none
    chunk[place] = run
    this.#sizes[at] = size + 1
  }

  /** Forgets a run; its start must be as it was. */
  remove(run: Run): void {
    if (this.#last === run) this.#last = none
    const start = this.#runs.start(run)
    const at = this.#chunkOf(start)
    const place = this.#placeIn(at, start)
    const chunk = this.#chunks[at]
    assert(chunk !== undefined && chunk[place] === run, 'the run is in the index')
    const size = (this.#sizes[at] ?? 0) - 1
    for (let to = place; to < size; to++) chunk[to] = chunk[to + 1] ?? none
    this.#sizes[at] = size
    if (size === 0) {
      this.#chunks.splice(at, 1)
      this.#sizes.splice(at, 1)
    }
  }

  /** The runs by ascending serial. None may be added or removed meanwhile. */
  *[Symbol.iterator](): IterableIterator<Run> {
    for (const [at, chunk] of this.#chunks.entries()) yield* chunk.subarray(0, this.#sizes[at])
  }

  #addChunk(at: number, chunk: Int32Array, size: number): void {
    this.#chunks.splice(at, 0, chunk.length === 0 ? new Int32Array(4) : chunk)
    this.#sizes.splice(at, 0, size)
  }

  /** The last chunk whose first run does not begin above the serial; the first chunk when there is none. */
  #chunkOf(serial: Serial): number {
    let low = 0
    let high = this.#chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#runs.start(this.#chunks[middle]?.[0] ?? none) <= serial) low = middle
      else high = middle - 1
    }
    return low
  }

  /** How many runs of a chunk begin below the serial. */
  #placeIn(at: number, serial: Serial): number {
    const chunk = this.#chunks[at]
    let low = 0
    let high = this.#sizes[at] ?? 0
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#runs.start(chunk?.[middle] ?? none) < serial) low = middle + 1
      else high = middle
    }
    return low
  }
}
