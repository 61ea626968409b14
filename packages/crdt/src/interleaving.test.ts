import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { present } from './assert.ts'
import type { Change } from './change.ts'
import type { Id } from './id.ts'
import type { TandemDoc } from './tandem-doc.ts'
import { docOf, insert } from './testing/doc-of.ts'
import { Prng } from './testing/prng.ts'
import { sameId } from './testing/same-id.ts'

/** The keystrokes of all, mixed, but each typist's in order. */
function mixed(prng: Prng, typists: readonly (readonly Change[])[]): readonly Change[] {
  const queues = typists.map((changes) => [...changes])
  const turns = prng.shuffle(typists.flatMap((changes, at) => changes.map(() => at)))
  return turns.flatMap((at) => queues[at]?.splice(0, 1) ?? [])
}

/** Somebody's keystrokes at one place, from the first on in one direction, with what they come to. */
function run(prng: Prng, doc: TandemDoc, place: number, backwards: boolean, name: string) {
  const letters = Array.from({ length: 2 + prng.int(8) }, (_, at) => `${name}${at}`)
  const changes = letters.map((text, at) => insert(doc, place + (backwards ? 0 : 2 * at), text))
  return { changes, text: (backwards ? letters.toReversed() : letters).join('') }
}

type Direction = 'forwards' | 'backwards' | 'either way'
const directions: readonly Direction[] = ['forwards', 'backwards', 'either way']

describe('runs of two to eight replicas', { timeout: 60_000 }, () => {
  test.each(directions)('O7 typed %s at one place at once come out in one piece each', (direction) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 8 }), (seed, count) => {
        const prng = new Prng(seed)
        const author = docOf(20)
        const base = [insert(author, 0, 'the place is in here')]
        // With something deleted just there, or not.
        const place = prng.int(17)
        if (prng.chance(0.5)) base.push(author.edit([{ from: place, to: place + 1 + prng.int(3), insert: '' }]))
        const runs = Array.from({ length: count }, (_, at) => {
          const backwards = direction === 'backwards' || (direction === 'either way' && prng.chance(0.5))
          return run(prng, docOf(at + 1, base), place, backwards, 'ABCDEFGH'.charAt(at))
        })
        const changes = runs.map((typed) => typed.changes)
        for (const order of [changes.flat(), mixed(prng, changes), prng.shuffle(changes.flat())]) {
          const doc = docOf(21, base)
          for (const change of order) doc.apply([change])
          const text = doc.toString()
          for (const typed of runs) expect(text).toContain(typed.text)
          expect(text.length).toBe(author.length + runs.reduce((sum, typed) => sum + typed.text.length, 0))
        }
      }),
      { numRuns: 150 },
    )
  })
})

/**
 * The definition of the FugueMax paper, as far as it speaks of two neighbours (the rest is O3 and O4). Of every session in
 * which nobody deletes, and whatever anybody had heard of the others:
 * - Forwards: behind an element that is a left origin stands one that has it as left origin.
 * - Backwards: before an element that is the right origin of one with the same left origin as its own, stands one
 *   that has it as right origin.
 */
describe('no interleaving, by definition', { timeout: 60_000 }, () => {
  test('O7 holds between all neighbours, forwards and backwards', () => {
    let [forwards, backwards] = [0, 0]
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 8 }), (seed, count) => {
        const { doc, origins } = typedTogether(new Prng(seed), count)
        const order = Array.from({ length: doc.length }, (_, at) => idBehind(doc, at + 1))
        const at = new Map(order.map((id, position) => [keyOf(id), position]))
        const originsAt = (position: number) => {
          const id = order[position]
          return id === undefined ? null : present(origins.get(keyOf(id)), 'origins')
        }
        for (const { left, right } of origins.values()) {
          const behind = originsAt(left === null ? 0 : present(at.get(keyOf(left)), 'left origin') + 1)
          expect(behind !== null && isSame(behind.left, left)).toBe(true)
          forwards += 1
          if (right === null || !isSame(present(origins.get(keyOf(right)), 'its origins').left, left)) continue
          const before = originsAt(present(at.get(keyOf(right)), 'right origin') - 1)
          expect(before !== null && isSame(before.right, right)).toBe(true)
          backwards += 1
        }
      }),
      { numRuns: 150 },
    )
    expect(forwards).toBeGreaterThan(1_000)
    expect(backwards).toBeGreaterThan(1_000)
  })
})

type Origins = { readonly left: Id | null; readonly right: Id | null }

/** What several replicas type while they hear of each other now and then, and the origins of every code unit. */
function typedTogether(prng: Prng, count: number): { doc: TandemDoc; origins: ReadonlyMap<string, Origins> } {
  const docs = Array.from({ length: count }, (_, at) => docOf(at + 1))
  const log: Change[] = []
  for (let step = 0; step < 30; step++) {
    const doc = prng.pick(docs)
    if (prng.chance(0.3)) doc.apply(log.slice(0, prng.int(log.length + 1)))
    const place = prng.pick([0, doc.length >> 1, doc.length, prng.int(doc.length + 1)])
    const backwards = prng.chance(0.5)
    for (let letters = 1 + prng.int(4); letters > 0; letters--) {
      const from = backwards ? place : Math.min(doc.length, place + 4 - letters)
      log.push(insert(doc, from, prng.pick(['x', 'yz'])))
    }
  }
  const origins = new Map<string, Origins>()
  for (const change of log) {
    let { counter } = change
    for (const operation of change.operations) {
      if (operation.kind !== 'insert' && operation.kind !== 'type') continue
      const newest = { replica: change.replica, counter: counter - 1 }
      let { left, right }: Origins =
        operation.kind === 'insert'
          ? operation
          : { left: newest, right: present(origins.get(keyOf(newest)), 'origins').right }
      for (let rest = operation.text.length; rest > 0; rest--) {
        const id = { replica: change.replica, counter }
        origins.set(keyOf(id), { left, right })
        left = id
        counter += 1
      }
    }
  }
  return { doc: docOf(99, prng.shuffle(log)), origins }
}

/** The name of the code unit before a position. */
function idBehind(doc: TandemDoc, position: number): Id {
  const anchor = doc.anchorAt(position, 'before')
  if (!('side' in anchor)) throw new Error('a character before the position')
  return anchor.at
}

function isSame(a: Id | null, b: Id | null): boolean {
  return a === null || b === null ? a === b : sameId(a, b)
}

function keyOf({ replica, counter }: Id): string {
  return `${replica}:${counter}`
}
