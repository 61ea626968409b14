import { describe, expect, test } from 'vitest'
import { Prng } from '../testing/prng.ts'
import { FreeRows } from './free-rows.ts'

describe.each([1, 2, 3, 7, 8, 9, 100])('of %i rows', (count) => {
  test('each is taken by its number or by how many free ones are before it, as from a plain list', () => {
    const prng = new Prng(count)
    const rows = new FreeRows(count)
    const free = Array.from({ length: count }, (_, row) => row)
    while (free.length > 0) {
      const before = prng.int(free.length)
      const [row = -1] = free.splice(before, 1)
      if (prng.chance(0.5)) expect(rows.take(row)).toBe(before)
      else expect(rows.takeBehind(before)).toBe(row)
    }
  })
})
