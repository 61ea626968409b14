// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { returnFocus } from './return-focus.ts'

document.body.innerHTML =
  '<button id="opener"></button><div role="dialog"><button id="inside"></button></div><input id="elsewhere">'
const element = (id: string) => document.getElementById(id) ?? expect.fail()

test.each([
  ['inside', 'opener'],
  ['elsewhere', 'elsewhere'],
])('from %s the focus ends on %s', (from, to) => {
  element(from).focus()
  returnFocus(element('opener'))
  expect(document.activeElement?.id).toBe(to)
})

test('from nowhere it goes back', () => {
  element('elsewhere').blur()
  returnFocus(element('opener'))
  expect(document.activeElement?.id).toBe('opener')
})
