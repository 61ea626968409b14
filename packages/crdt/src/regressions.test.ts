import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attempt } from './fuzz/attempt.ts'
import { parseRegression } from './fuzz/regression.ts'

const folder = new URL('../regressions/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

test.each(files)('C7 F4 what failed once goes well: %s', (name) => {
  attempt(parseRegression(readFileSync(new URL(name, folder), 'utf8')))
})

test('C7 there are some, and what isn’t one is refused', () => {
  expect(files.length).toBeGreaterThan(0)
  expect(() => parseRegression('{"message": "", "case": {"replicas": 0, "steps": []}}')).toThrow('a case')
  expect(() => parseRegression('{"message": "", "decoder": "change", "bytes": "0"}')).toThrow('hexadecimal')
})
