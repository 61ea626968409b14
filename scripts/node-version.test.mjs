import { expect, test } from 'vitest'
import { satisfies } from './node-version.mjs'

/** @type {[version: string, range: string, fits: boolean][]} */
const cases = [
  ['20.19.0', '^20.19 || ^22.12 || >=24', true],
  ['20.18.9', '^20.19 || ^22.12 || >=24', false],
  ['21.99.0', '^20.19 || ^22.12 || >=24', false],
  ['22.12.0', '^20.19 || ^22.12 || >=24', true],
  ['23.11.0', '^20.19 || ^22.12 || >=24', false],
  ['24.0.0', '^20.19 || ^22.12 || >=24', true],
  ['31.0.0', '^20.19 || ^22.12 || >=24', true],
]

test.each(cases)('Node %s in %s: %s', (version, range, fits) => {
  expect(satisfies(version, range)).toBe(fits)
})

test('a range in another form is an error, not a yes', () => {
  expect(() => satisfies('20.19.0', '~20')).toThrow('not understood')
})
