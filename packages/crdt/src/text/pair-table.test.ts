import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Prng } from '../testing/prng.ts'
import { PairTable } from './pair-table.ts'

function checkSame(pairs: PairTable, twin: ReadonlySet<number>, end: number, prng: Prng): void {
  const sorted = [...twin].sort((a, b) => a - b)
  for (let serial = -1; serial <= end + 1; serial++) {
    if (pairs.begins(serial) !== twin.has(serial)) throw new Error(`serial ${serial}`)
  }
  for (let round = 0; round < 20; round++) {
    const from = prng.int(end + 2)
    const to = from + prng.int(end + 2 - from)
    expect([...pairs.between(from, to)]).toEqual(sorted.filter((serial) => serial >= from && serial < to))
  }
  expect([...pairs.between(0, end + 1)]).toEqual(sorted)
}

describe('pairs', () => {
  test('are those of a set, whichever come first', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const prng = new Prng(seed)
        const twin = new Set<number>()
        const given = prng.chance(0.3) ? [4, 8, 13].slice(0, prng.int(4)) : []
        for (const serial of given) twin.add(serial)
        const pairs = new PairTable([...given])
        let end = 20
        const texts = Array.from({ length: prng.int(40) }, () => {
          const characters = Array.from({ length: 1 + prng.int(5) }, () =>
            prng.pick(['a', '\ud7ff', '\ue000', '😀', '👩']),
          )
          const text = characters.join('')
          const start = end
          end += text.length + prng.int(3)
          return { text, start }
        })
        for (const { text, start } of prng.chance(0.5) ? texts : prng.shuffle(texts)) {
          pairs.note(text, start)
          for (let at = 0; at < text.length; at++) {
            if (text.charCodeAt(at) >= 0xd800 && text.charCodeAt(at) < 0xdc00) twin.add(start + at)
          }
          if (prng.chance(0.2)) checkSame(pairs, twin, end, prng)
        }
        checkSame(pairs, twin, end, prng)
      }),
      { numRuns: 150 },
    )
  })

  test('the first and the last of all possible', () => {
    const pairs = new PairTable()
    expect([pairs.begins(0), [...pairs.between(0, 10)]]).toEqual([false, []])
    pairs.note('\ud800\udc00\udbff\udfff', 0)
    expect([0, 1, 2, 3].map((serial) => pairs.begins(serial))).toEqual([true, false, true, false])
  })
})
