import { expect, test } from 'vitest'
import { guestName } from './guest-name.ts'

test('everybody gets a name, and not everybody the same', () => {
  const names = Array.from({ length: 1000 }, (_, i) => guestName(i / 1000))
  for (const name of names) expect(name).toMatch(/^Anonymous [A-Z][a-z]+$/)
  expect(new Set(names).size).toBe(36)
  expect(guestName(1 - Number.EPSILON)).toBe('Anonymous Wren')
})
