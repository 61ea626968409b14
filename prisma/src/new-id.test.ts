import { expect, test } from 'vitest'
import { newId } from './new-id.ts'

test('ids are 26 url-safe characters, all of them used, and never the same', () => {
  const ids = Array.from({ length: 2_000 }, newId)
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(ids.join('')).size).toBe(32)
})
