import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Mira Castell', 'MC'],
  ['mira', 'M'],
  ['Mira de la Castell', 'MC'],
  ['  Mira   Castell ', 'MC'],
  ['👩‍💻 Dev', '👩‍💻D'],
  ['Ångström', 'Å'],
  ['', ''],
])('the initials of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
