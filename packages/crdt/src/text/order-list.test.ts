import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { present } from '../assert.ts'
import { listFill, listProblem } from '../testing/list-problem.ts'
import { Prng } from '../testing/prng.ts'
import { ends } from './none.ts'
import { OrderList } from './order-list.ts'

const { none } = ends

/** The slow twin: elements and weights in plain arrays. */
class Twin {
  readonly order: number[] = []
  readonly weights = new Map<number, number>()

  get weight(): number {
    return this.before(none)
  }

  weightOf(element: number): number {
    return present(this.weights.get(element), 'weight')
  }

  /** The weights left of an element; of `none`, all. */
  before(element: number): number {
    let sum = 0
    for (const other of this.order) {
      if (other === element) break
      sum += this.weightOf(other)
    }
    return sum
  }

  insertAfter(element: number, added: number, weight: number): void {
    this.order.splice(this.order.indexOf(element) + 1, 0, added)
    this.weights.set(added, weight)
  }

  remove(element: number): void {
    this.order.splice(this.order.indexOf(element), 1)
    this.weights.delete(element)
  }
}

/** The elements, walking from the first to the last. */
function rightwards(list: OrderList): number[] {
  const elements: number[] = []
  for (let element = list.first; element !== none; element = list.next(element)) elements.push(element)
  return elements
}

/** The elements, walking from the last to the first. */
function leftwards(list: OrderList): number[] {
  const elements: number[] = []
  for (let element = rightwards(list).at(-1) ?? none; element !== none; element = list.previous(element))
    elements.push(element)
  return elements
}

/** Compares everything that the two can be asked. */
function compareAll(list: OrderList, twin: Twin): void {
  expect(rightwards(list)).toEqual(twin.order)
  expect(leftwards(list)).toEqual(twin.order.toReversed())
  expect([list.size, list.weight]).toEqual([twin.order.length, twin.weight])
  let before = 0
  for (const element of twin.order) {
    const weight = twin.weightOf(element)
    if (list.before(element) !== before || list.weightOf(element) !== weight) throw new Error(`element ${element}`)
    for (const offset of weight > 1 ? [0, weight - 1] : weight > 0 ? [0] : []) {
      const found = list.find(before + offset)
      if (found !== element || list.offset !== offset) throw new Error(`position ${before + offset}: ${found}`)
    }
    before += weight
  }
}

/** Compares what the two say of one or two elements. */
function compareSome(list: OrderList, twin: Twin, prng: Prng): void {
  expect([list.size, list.weight]).toEqual([twin.order.length, twin.weight])
  if (twin.order.length === 0) return
  const [a, b] = [prng.int(twin.order.length), prng.int(twin.order.length)]
  const [elementA, elementB] = [twin.order[a] ?? none, twin.order[b] ?? none]
  expect(list.before(elementA)).toBe(twin.before(elementA))
  expect(Math.sign(list.rankOf(elementA) - list.rankOf(elementB))).toBe(Math.sign(a - b))
  expect(list.next(elementA)).toBe(twin.order[a + 1] ?? none)
  expect(list.previous(elementB)).toBe(twin.order[b - 1] ?? none)
}

/** Steps of one kind after another: growing here and there or at one place, forwards or backwards; shrinking. */
function play(prng: Prng, steps: number, check: (list: OrderList, twin: Twin) => void): void {
  const list = new OrderList()
  const twin = new Twin()
  const unused: number[] = []
  let highest = 0
  let mode = 0
  let place = none
  for (let step = 0; step < steps; step++) {
    if (prng.chance(0.02)) {
      mode = prng.int(6)
      place = twin.order.length === 0 || prng.chance(0.2) ? none : prng.pick(twin.order)
    }
    if (place !== none && !twin.weights.has(place)) place = none
    if (mode >= 4 && twin.order.length > 0) {
      const at = mode === 4 ? prng.int(twin.order.length) : twin.order.indexOf(place)
      const element = twin.order[at === none ? prng.int(twin.order.length) : at] ?? none
      place = twin.order[at + 1] ?? none
      list.remove(element)
      twin.remove(element)
      unused.push(element)
    } else if (mode === 3 && twin.order.length > 0) {
      const element = prng.chance(0.5) && place !== none ? place : prng.pick(twin.order)
      const weight = prng.chance(0.3) ? 0 : prng.int(20)
      list.add(element, weight - twin.weightOf(element))
      twin.weights.set(element, weight)
    } else {
      if (mode === 0) place = twin.order.length === 0 || prng.chance(0.05) ? none : prng.pick(twin.order)
      const added = prng.chance(0.7) ? (unused.pop() ?? highest++) : highest++
      const weight = prng.chance(0.3) ? 0 : prng.int(10)
      list.insertAfter(place, added, weight)
      twin.insertAfter(place, added, weight)
      if (mode === 1) place = added
    }
    check(list, twin)
  }
  compareAll(list, twin)
}

describe('an order list is what plain arrays are', { timeout: 60_000 }, () => {
  test('after each step', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        play(prng, 400, (list, twin) => {
          expect(listProblem(list)).toBe(null)
          compareSome(list, twin, prng)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('with thousands of elements', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        let step = 0
        play(prng, 12_000, (list, twin) => {
          if (++step % 97 !== 0) return
          expect(listProblem(list)).toBe(null)
          compareSome(list, twin, prng)
        })
      }),
      { numRuns: 4 },
    )
  })

  test.each([0, 1, 63, 64, 65, 127, 128, 129, 5_000, 30_000])('of %d elements that came in order', (size) => {
    const prng = new Prng(size)
    const elements = Int32Array.from(prng.shuffle([...new Array(size).keys()]))
    const weights = elements.map(() => prng.int(5))
    const list = new OrderList()
    for (const [at, element] of elements.entries())
      list.insertAfter(elements[at - 1] ?? none, element, weights[at] ?? 0)
    expect(listProblem(list)).toBe(null)
    const twin = new Twin()
    twin.order.push(...elements)
    for (const [index, element] of elements.entries()) twin.weights.set(element, weights[index] ?? 0)
    compareAll(list, twin)
    for (let step = 0; step < 300 && twin.order.length > 0; step++) {
      const element = prng.pick(twin.order)
      list.remove(element)
      twin.remove(element)
      if (prng.chance(0.4) && twin.order.length > 0) {
        const place = prng.pick(twin.order)
        list.insertAfter(place, element, 3)
        twin.insertAfter(place, element, 3)
      }
    }
    expect(listProblem(list)).toBe(null)
    compareAll(list, twin)
  })
})

describe('between', () => {
  /** A list of the numbers from 0 on, some of them put in later, so that blocks are full to various degrees. */
  function counted(size: number): OrderList {
    const list = new OrderList()
    for (let element = 0; element < size; element += 2) list.insertAfter(element === 0 ? none : element - 2, element, 1)
    for (let element = 1; element < size; element += 2) list.insertAfter(element - 1, element, 1)
    return list
  }

  test('is strictly between, and there whenever something is', () => {
    for (const size of [0, 1, 2, 3, 40, 1_100]) {
      const list = counted(size)
      const limits = size < 50 ? [...new Array(size).keys()] : [0, 1, 31, 32, 63, 64, 65, 500, 501, 512, 1_098, 1_099]
      for (const a of [none, ...limits]) {
        for (const b of [...limits.filter((limit) => limit > a), none]) {
          const found = list.between(a, b)
          const end = b === none ? size : b
          if (a + 1 === end) expect(found).toBe(none)
          else expect(found > a && found < end, `${found} between ${a} and ${b}`).toBe(true)
        }
      }
    }
  })

  test.each([100, 3_000, 100_000])('finds any of %d elements in few steps', (size) => {
    const list = counted(size)
    const prng = new Prng(size)
    for (let round = 0; round < 200; round++) {
      const wanted = prng.pick([0, 1, size - 1, prng.int(size), prng.int(size)])
      let [a, b]: [number, number] = [none, none]
      let steps = 0
      for (let middle = list.between(a, b); middle !== wanted; middle = list.between(a, b)) {
        expect(middle).not.toBe(none)
        if (middle < wanted) a = middle
        else b = middle
        steps++
      }
      expect(steps).toBeLessThanOrEqual(2 * Math.log2(size) + 8)
    }
  })
})

test('blocks are used well', () => {
  const orders: [string, (list: OrderList, added: number, prng: Prng) => number, number][] = [
    ['at the end', (_list, added) => added - 1, 0.95],
    ['at the front', () => none, 0.95],
    ['behind one element in the middle', () => 100, 0.45],
    ['behind the last element of a full block', () => 63, 0.45],
    ['anywhere', (_list, added, prng) => prng.int(added), 0.6],
  ]
  for (const [name, placeOf, least] of orders) {
    const list = new OrderList()
    const prng = new Prng(1)
    list.insertAfter(none, 0, 1)
    for (let added = 1; added < 10_000; added++)
      list.insertAfter(added <= 100 ? added - 1 : placeOf(list, added, prng), added, 1)
    expect(listProblem(list)).toBe(null)
    expect(listFill(list), name).toBeGreaterThan(least)
  }
})
