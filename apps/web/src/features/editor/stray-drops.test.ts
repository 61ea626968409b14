// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest'
import { refuseStrayDrops } from './stray-drops.ts'

document.body.innerHTML = '<div contenteditable="true"><p id="text">text</p></div><footer id="beside"></footer>'
let end = () => {}
afterEach(() => end())

/** Whether a browser would do what it does by itself with a thing that is dragged or dropped there. */
function isLeftToBrowser(kind: string, place: string, types: readonly string[]): boolean {
  const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), {
    dataTransfer: { types, dropEffect: 'copy' },
  })
  return document.getElementById(place)?.dispatchEvent(event) ?? expect.fail()
}

test.each([
  ['dragover', 'beside', ['Files'], false],
  ['drop', 'beside', ['Files'], false],
  ['drop', 'text', ['Files'], true],
  ['drop', 'beside', ['text/plain'], true],
])('%s, %s, of %j', (kind, place, types, left) => {
  end = refuseStrayDrops()
  expect(isLeftToBrowser(kind, place, types)).toBe(left)
})

test('when it has ended everything is left to the browser', () => {
  refuseStrayDrops()()
  expect(isLeftToBrowser('drop', 'beside', ['Files'])).toBe(true)
})
