import { expect, it } from 'vitest'
import { shorten } from './shorten.ts'

it.each([
  ['what fits stays', 'main.ts', 7, 'main.ts'],
  ['what does not ends with an ellipsis', 'main.test.ts', 7, 'main.t…'],
  ['no space before the ellipsis', 'a plan for us', 8, 'a plan…'],
  ['an emoji of several code points is one character', '👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 3, '👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀'],
  ['and is never cut through', '👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 3, '👩🏽‍🚀👩🏽‍🚀…'],
  ['nothing stays nothing', '', 3, ''],
])('%s', (_, text, characters, expected) => {
  expect(shorten(text, characters)).toBe(expected)
})
