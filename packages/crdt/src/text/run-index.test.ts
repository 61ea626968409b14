import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { present } from '../assert.ts'
import { Prng } from '../testing/prng.ts'
import { RunIndex } from './run-index.ts'
import { type Run, RunTable } from './run-table.ts'

/** An index with its slow twin: a list of runs, which is sorted when it is asked. */
class Indexed {
  readonly runs = new RunTable()
  index = new RunIndex(this.runs, new Int32Array(0))
  readonly list: Run[] = []

  add(start: number, length: number): void {
    const run = this.runs.add(start, length, -1, -1)
    this.index.add(run)
    this.list.push(run)
  }

  removeAt(at: number): void {
    const run = present(this.list[at], 'run')
    this.list[at] = present(this.list.at(-1), 'run')
    this.list.pop()
    this.index.remove(run)
    this.runs.remove(run)
  }

  get sorted(): readonly Run[] {
    return this.list.toSorted((a, b) => this.runs.start(a) - this.runs.start(b))
  }

  check(): void {
    for (const run of this.list) {
      if (this.index.find(this.runs.start(run)) !== run) throw new Error(`the start of run ${run}`)
      if (this.index.find(this.runs.end(run) - 1) !== run) throw new Error(`the end of run ${run}`)
    }
  }
}

/** Pieces that cover the serials from 0 on, some of them left out. */
function pieces(prng: Prng, count: number): { start: number; length: number }[] {
  let end = 0
  return Array.from({ length: count }, () => {
    const start = end + (prng.chance(0.2) ? prng.int(70) : 0)
    end = start + 1 + prng.int(5)
    return { start, length: end - start }
  })
}

describe('from serials to runs, as a sorted list leads', { timeout: 60_000 }, () => {
  test.each([3, 127, 128, 129, 400, 2_000])('with %d runs added in any order, and taken out', (count) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const indexed = new Indexed()
        const all = pieces(prng, count)
        const order = prng.pick([all, all.toReversed(), prng.shuffle(all)])
        for (const { start, length } of order) {
          indexed.add(start, length)
          const run = prng.pick(indexed.list)
          const serial = indexed.runs.start(run) + prng.int(indexed.runs.length(run))
          if (indexed.index.find(serial) !== run) throw new Error(`serial ${serial}`)
        }
        indexed.check()
        while (indexed.list.length > 0) {
          const most = prng.int(indexed.list.length) + 1
          const together = prng.chance(0.5) ? prng.int(indexed.list.length) : null
          for (let rest = most; rest > 0; rest--) {
            const at = together ?? prng.int(indexed.list.length)
            indexed.removeAt(Math.min(at, indexed.list.length - 1))
          }
          indexed.check()
          for (let rest = prng.int(most); rest > 0; rest--) {
            const { start, length } = prng.pick(all)
            if (indexed.list.every((run) => indexed.runs.start(run) !== start)) indexed.add(start, length)
          }
          indexed.check()
        }
        expect(() => indexed.index.find(0)).toThrow()
        indexed.add(7, 1)
        indexed.check()
      }),
      { numRuns: count < 200 ? 30 : 4 },
    )
  })

  test('where runs were cut at any place and made one again', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const indexed = new Indexed()
        const { runs, index } = indexed
        indexed.add(0, 3_000)
        for (let step = 0; step < 1_500; step++) {
          const run = index.find(prng.int(3_000))
          const end = runs.end(run)
          if (prng.chance(step < 800 ? 0.9 : 0.3) && runs.length(run) > 1) {
            const length = 1 + prng.int(runs.length(run) - 1)
            runs.growAtEnd(run, -length)
            indexed.add(end - length, length)
          } else if (end < 3_000) {
            const next = index.find(end)
            runs.growAtEnd(run, runs.length(next))
            indexed.removeAt(indexed.list.indexOf(next))
          }
        }
        indexed.check()
        for (let serial = 0; serial < 3_000; serial++) {
          const run = index.find(serial)
          if (serial < runs.start(run) || serial >= runs.end(run)) throw new Error(`serial ${serial}`)
        }
      }),
      { numRuns: 10 },
    )
  })

  test.each([0, 1, 128, 129, 1_000])('of %d runs that were given sorted', (count) => {
    const prng = new Prng(count)
    const indexed = new Indexed()
    for (const { start, length } of pieces(prng, count)) indexed.add(2 * start, length)
    const sorted = Int32Array.from(indexed.sorted)
    indexed.index = new RunIndex(indexed.runs, sorted)
    indexed.check()
    for (let rest = count >> 1; rest > 0; rest--) indexed.removeAt(prng.int(indexed.list.length))
    indexed.add(1_000_000, 1)
    indexed.check()
  })
})

describe('what is not there is not found', () => {
  test('between runs, behind them, or where one was that is found last', () => {
    const indexed = new Indexed()
    for (const start of [10, 20, 30]) indexed.add(start, 5)
    for (const serial of [0, 9, 15, 19, 25, 35, 1_000]) expect(() => indexed.index.find(serial)).toThrow()
    indexed.check()
    indexed.index.find(22)
    indexed.removeAt(1)
    expect(() => indexed.index.find(22)).toThrow()
  })

  test('a row that is used again for another run is found by its new serials only', () => {
    const indexed = new Indexed()
    indexed.add(0, 4)
    indexed.index.find(2)
    indexed.removeAt(0)
    indexed.add(100, 4)
    expect(() => indexed.index.find(2)).toThrow()
    indexed.check()
  })
})
