import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { present } from '../assert.ts'
import { listProblem } from '../testing/list-problem.ts'
import { Prng } from '../testing/prng.ts'
import { addRun, bury, emptyOrder, isTombstone, mergeWithNext, type Order, split } from './order.ts'

/** A code unit of the slow twin: it knows by itself where it belongs. */
type Unit = { readonly serial: number; readonly left: number; readonly right: number; deleted: boolean }

type Row = Omit<Unit, 'serial'> & { readonly start: number; readonly length: number }

/** The runs that the units are together: each as long as it can be. `firsts` begin blocks. */
function rowsOf(units: readonly Unit[], firsts: ReadonlySet<number>): Row[] {
  const rows: Row[] = []
  units.forEach(({ serial, left, right, deleted }, at) => {
    const before = units[at - 1]
    const last = rows.at(-1)
    const goesOn =
      before?.serial === serial - 1 &&
      left === serial - 1 &&
      before.right === right &&
      before.deleted === deleted &&
      !firsts.has(serial)
    if (goesOn && last !== undefined) rows[rows.length - 1] = { ...last, length: last.length + 1 }
    else rows.push({ start: serial, length: 1, left, right, deleted })
  })
  return rows
}

/** An order of these runs, of code units in blocks of that many. */
function orderOf(rows: readonly Row[], blocks: readonly number[]): Order {
  const order = emptyOrder()
  let last = -1
  for (const { start, length, left, right, deleted } of rows) {
    last = addRun(order, last, start, length, left, right, !deleted)
  }
  for (const [at, count] of blocks.entries()) order.serials.addAuthor(at + 1, count, [])
  return order
}

/** The runs of an order, after a check that all tables say the same of them. */
function shownRows(order: Order): Row[] {
  const { list, runs, index } = order
  expect(listProblem(list)).toBe(null)
  const rows: Row[] = []
  for (let run = list.first; run !== -1; run = list.next(run)) {
    expect([0, runs.length(run)]).toContain(list.weightOf(run))
    expect([index.find(runs.start(run)), index.find(runs.end(run) - 1)]).toEqual([run, run])
    rows.push({
      start: runs.start(run),
      length: runs.length(run),
      left: runs.left(run),
      right: runs.right(run),
      deleted: isTombstone(order, run),
    })
  }
  expect(runs.size).toBe(rows.length)
  return rows
}

/** Units of two blocks that touch, some stretches elsewhere, with few different origins, so that many could go on. */
function randomUnits(prng: Prng, blocks: readonly number[]): Unit[] {
  const total = blocks.reduce((sum, count) => sum + count, 0)
  const stretches: Unit[][] = []
  for (let serial = 0, right = -1; serial < total; ) {
    const stretch: Unit[] = []
    if (prng.chance(0.4)) right = prng.pick([-1, 0, total - 1])
    const left = prng.chance(0.7) ? serial - 1 : prng.int(total)
    for (let length = 1 + prng.int(6); length > 0 && serial < total; length--, serial++) {
      const deleted = prng.chance(0.3)
      stretch.push({ serial, left: stretch.length === 0 ? left : serial - 1, right, deleted })
    }
    stretches.push(stretch)
  }
  return (prng.chance(0.5) ? stretches : prng.shuffle(stretches)).flat()
}

function firstsOf(blocks: readonly number[]): ReadonlySet<number> {
  return new Set(blocks.map((_, at) => blocks.slice(0, at).reduce((sum, count) => sum + count, 0)))
}

describe('runs', { timeout: 60_000 }, () => {
  test('stay as long as they can be whatever is deleted, and the tombstone is told', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const blocks = prng.pick([[30], [12, 18], [1, 1, 20, 8]])
        const firsts = firstsOf(blocks)
        const units = randomUnits(prng, blocks)
        const order = orderOf(rowsOf(units, firsts), blocks)
        const { runs } = order
        for (let seen = units.filter(({ deleted }) => !deleted); seen.length > 0; ) {
          const run = order.index.find(prng.pick(seen).serial)
          const length = runs.length(run)
          const from = prng.chance(0.4) ? 0 : prng.int(length)
          const to = prng.chance(0.4) ? length : from + 1 + prng.int(length - from)
          const start = runs.start(run)
          for (const unit of units) if (unit.serial >= start + from && unit.serial < start + to) unit.deleted = true
          const tombstone = bury(order, run, from, to)
          expect(tombstone).toBe(order.index.find(start + from))
          expect(shownRows(order)).toEqual(rowsOf(units, firsts))
          seen = units.filter(({ deleted }) => !deleted)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('that are cut and made one again are as before', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const blocks = [12, 18]
        const rows = rowsOf(randomUnits(prng, blocks), firstsOf(blocks))
        const order = orderOf(rows, blocks)
        const { runs } = order
        const run = order.index.find(prng.int(30))
        if (runs.length(run) > 1) {
          const offset = 1 + prng.int(runs.length(run) - 1)
          const cut = runs.start(run) + offset
          const rest = split(order, run, offset)
          expect([runs.end(run), runs.start(rest), runs.left(rest)]).toEqual([cut, cut, cut - 1])
          const at = rows.findIndex(({ start }) => start === runs.start(run))
          const row = present(rows[at], 'row')
          const parts = [
            { ...row, length: offset },
            { ...row, start: cut, left: cut - 1, length: row.length - offset },
          ]
          expect(shownRows(order)).toEqual(rows.toSpliced(at, 1, ...parts))
        }
        mergeWithNext(order, run)
        expect(shownRows(order)).toEqual(rows)
        for (const { start } of rows) mergeWithNext(order, order.index.find(start))
        expect(shownRows(order), 'nothing else can be one').toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })

  /** A little language: letters are visible, `-` is deleted, `|` is where a replica's code units end. */
  function orderOfPicture(picture: string): Order {
    const blocks = picture.split('|').map((block) => block.length)
    const units = [...picture.replaceAll('|', '')].map(
      (shown, serial): Unit => ({ serial, left: serial - 1, right: -1, deleted: shown === '-' }),
    )
    return orderOf(rowsOf(units, firstsOf(blocks)), blocks)
  }

  test.each<[string, string, number, number, string, number]>([
    ['all of a run', 'abc', 0, 3, '---', 1],
    ['the middle', 'abc', 1, 2, 'a-c', 3],
    ['the end', 'abc', 2, 3, 'ab-', 2],
    ['the front', 'abc', 0, 1, '-bc', 2],
    ['backwards on, which moves the border', 'ab--', 1, 2, 'a---', 2],
    ['forwards on, which moves the border', '--ab', 2, 3, '---b', 2],
    ['what is between two tombstones', '-b-', 1, 2, '---', 1],
    ['the last of a run with a tombstone on the left', '-b', 1, 2, '--', 1],
    ['the last of a run with a tombstone on the right', 'b-', 0, 1, '--', 1],
    ['backwards up to the tombstone of another', 'ab|--', 1, 2, 'a-|--', 3],
    ['forwards on from the tombstone of another', '--|ab', 2, 3, '--|-b', 3],
    ['what is between tombstones of others', '-|b|-', 1, 2, '-|-|-', 3],
    ['what is between one of its own and one of another', '-b|-', 1, 2, '--|-', 2],
  ])('%s: %s', (_, picture, from, to, expected, count) => {
    const order = orderOfPicture(picture)
    const run = order.index.find(from)
    const start = order.runs.start(run)
    const tombstone = bury(order, run, from - start, to - start)
    expect(tombstone).toBe(order.index.find(from))
    const rows = shownRows(order)
    expect(rows).toEqual(shownRows(orderOfPicture(expected)))
    expect(rows).toHaveLength(count)
  })
})
