import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Prng } from '../testing/prng.ts'
import { ropeProblem } from '../testing/rope-problem.ts'
import { Rope } from './rope.ts'

/** How long a piece gets by typing, as in rope.ts. */
const pieceUnits = 1024

/** A text of at least so many code units. */
function textOf(prng: Prng, units: number): string {
  const letters = prng.pick(['abc \n', 'äöüßé', 'aЖ中', 'x😀🎉', '\u0000ÿĀ\ud83d\ude00'])
  const characters = [...letters]
  let text = ''
  while (text.length < units) text += prng.pick(characters)
  return text
}

/** A rope and its slow twin, a plain string, that change together. */
class Pair {
  readonly rope: Rope
  text: string

  constructor(text: string) {
    this.rope = new Rope(text)
    this.text = text
  }

  insert(position: number, text: string): void {
    this.rope.insert(position, text)
    this.text = this.text.slice(0, position) + text + this.text.slice(position)
  }

  delete(from: number, to: number): void {
    this.rope.delete(from, to)
    this.text = this.text.slice(0, from) + this.text.slice(to)
  }

  /** Compares everything. */
  check(): void {
    expect(ropeProblem(this.rope)).toBe(null)
    expect(this.rope.length).toBe(this.text.length)
    expect(this.rope.toString() === this.text).toBe(true)
  }

  /** Compares a unit and a slice somewhere. */
  checkSome(prng: Prng): void {
    const from = prng.int(this.text.length + 1)
    const to = Math.min(this.text.length, from + prng.int(prng.pick([2, 20, 10_000])))
    expect(this.rope.slice(from, to) === this.text.slice(from, to)).toBe(true)
  }
}

/** One step of somebody who types, backspaces, jumps, pastes and cuts, mostly where the last edit was. */
function step(pair: Pair, prng: Prng, caret: number, longest: number): number {
  const { length } = pair.text
  const at = prng.chance(0.1) ? prng.pick([0, length, prng.int(length + 1)]) : Math.min(caret, length)
  if (prng.chance(length > 2 * longest ? 0.6 : 0.35)) {
    const units = prng.chance(0.1) ? prng.int(longest) : 1 + prng.int(3)
    const from = prng.chance(0.7) ? Math.max(0, at - units) : at
    pair.delete(from, Math.min(length, from + units))
    return from
  }
  const text = textOf(prng, prng.chance(0.1) ? prng.int(longest) : 1)
  pair.insert(at, text)
  return prng.chance(0.9) ? at + text.length : at
}

describe('a rope is what a string is', { timeout: 60_000 }, () => {
  test('after each step', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 10, 5_000, 20_000), (seed, opened) => {
        const prng = new Prng(seed)
        const pair = new Pair(textOf(prng, opened))
        let caret = 0
        for (let steps = 0; steps < 200; steps++) {
          caret = step(pair, prng, caret, prng.pick([10, 10, 3_000, 9_000]))
          pair.check()
          pair.checkSome(prng)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('with a hundred thousand units', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const pair = new Pair(textOf(prng, prng.pick([0, 100_000])))
        let caret = 0
        for (let steps = 0; steps < 1_500; steps++) {
          caret = step(pair, prng, caret, 50_000)
          pair.checkSome(prng)
          if (steps % 50 === 0) pair.check()
        }
        pair.check()
      }),
      { numRuns: 4 },
    )
  })

  test('typed in order, at the end, at the front, and in two places by turns', () => {
    for (const [name, placeOf] of [
      ['end', (length: number) => length],
      ['front', () => 0],
      ['two places', (length: number, typed: number) => (typed % 2 === 0 ? length : length >> 1)],
      ['behind the first', (length: number) => Math.min(1, length)],
    ] as const) {
      const pair = new Pair('')
      for (let typed = 0; typed < 20_000; typed++) {
        pair.insert(placeOf(pair.text.length, typed), String.fromCharCode(97 + (typed % 26)))
      }
      pair.check()
      expect(pair.rope.list.size, name).toBeLessThan((20_000 / pieceUnits) * 3)
      for (let position = pair.text.length; position > 0; position--) pair.delete(position - 1, position)
      pair.check()
    }
  })

  test('between a full chunk and one with room', () => {
    for (const [room, end] of [
      [0, 1],
      [pieceUnits, pieceUnits],
    ] as const) {
      const pair = new Pair('')
      for (let typed = 0; typed < pieceUnits; typed++) pair.insert(typed, 'f')
      pair.insert(room, 'r')
      expect(pair.rope.list.size).toBe(2)
      const middle = pair.text.length >> 1 // in the full chunk, which is then the remembered one
      pair.delete(middle, middle + 1)
      pair.insert(middle, 'm')
      for (const typed of 'typed') {
        pair.insert(end, typed)
        pair.check()
      }
      expect(pair.rope.list.size).toBeLessThan(4)
    }
  })

  test('with few chunks, however much of the text goes', () => {
    const prng = new Prng(5)
    const pair = new Pair(textOf(prng, 100_000))
    while (pair.text.length > 5_000) {
      const from = prng.int(pair.text.length)
      pair.delete(from, Math.min(pair.text.length, from + prng.int(60)))
    }
    pair.check()
    expect(pair.rope.list.size).toBeLessThan(20)
  })
})

describe('a rope that was opened', () => {
  const text = 'What was opened 😀 '.repeat(3_000)

  test('is the text itself until there is an edit', () => {
    const rope = new Rope(text)
    expect(rope.toString()).toBe(text)
    expect(rope.slice(15, 19)).toBe(' 😀 ')
    expect(ropeProblem(rope)).toBe(null)
  })

  test('copies the rest as soon as most of it was touched', () => {
    const pair = new Pair(text)
    for (let position = 0; position < pair.text.length; position += 1_000) {
      pair.insert(position, 'x')
      pair.check()
    }
  })

  test('may be deleted in pieces that nobody touched', () => {
    const pair = new Pair(text)
    while (pair.text.length > 0) {
      pair.delete(pair.text.length >> 2, Math.min(pair.text.length, (pair.text.length >> 2) + 10_007))
      pair.check()
      if (pair.text.length < 20_000) pair.delete(0, pair.text.length >> 1)
      pair.check()
      if (pair.text.length < 10) pair.delete(0, pair.text.length)
    }
  })
})

test('a pair of surrogates may be cut and put together', () => {
  const pair = new Pair('a😀b'.repeat(2_000))
  pair.delete(2, 3)
  pair.insert(2, '\ude01')
  pair.check()
  expect(pair.rope.slice(1, 3)).toBe('\ud83d\ude01')
})

test('what is out of range is refused', () => {
  const rope = new Rope('abc')
  for (const wrong of [
    () => rope.insert(4, 'x'),
    () => rope.insert(-1, 'x'),
    () => rope.delete(4, 5),
    () => rope.slice(0, 4),
  ]) {
    expect(wrong).toThrow('assertion failed')
  }
  expect(rope.toString()).toBe('abc')
})
