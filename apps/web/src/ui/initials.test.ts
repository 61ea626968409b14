import { expect, it, vi } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Mira Castell', 'MC'],
  ['mira', 'M'],
  ['Mira de la Castell', 'MC'],
  ['  Mira   Castell ', 'MC'],
  ['👩‍💻 Dev', '👩‍💻D'],
  ['Ångström', 'Å'],
  ['', ''],
  ['e\u0301lan Z', 'E\u0301Z'],
])('the initials of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

it('plain letters are not looked at as slowly as those that may be joined', () => {
  const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment')
  initials('Mira Ångström')
  expect(segment).not.toHaveBeenCalled()
  initials('e\u0301lan')
  expect(segment).toHaveBeenCalledOnce()
  segment.mockRestore()
})
