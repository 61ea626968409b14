// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePageKeys } from './use-page-keys.ts'

const run = vi.fn()
let root: Root

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<main></main><button></button><input><div role="dialog"><a href="/"></a></div>'
  root = createRoot(element('main'))
  const Keys = () => {
    usePageKeys(run)
    return null
  }
  await act(async () => root.render(createElement(Keys)))
})

afterEach(async () => {
  await act(async () => root.unmount())
  run.mockClear()
  vi.unstubAllGlobals()
})

function element(selector: string): HTMLElement {
  return document.querySelector<HTMLElement>(selector) ?? expect.fail(selector)
}

/** Presses a key where this has the focus; true when the browser does not get it. */
function press(selector: string, init: KeyboardEventInit): boolean {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  element(selector).dispatchEvent(event)
  return event.defaultPrevented
}

test('the text is searched from beside it, and not from a dialog, behind which it is out of reach', () => {
  expect(press('button', { key: 'f', ctrlKey: true })).toBe(true)
  expect(press('input', { key: 'f', ctrlKey: true })).toBe(true)
  expect(press('a', { key: 'f', ctrlKey: true })).toBe(false)
  expect(run.mock.calls).toEqual([['find'], ['find']])
})

test('the palette comes from everywhere, and a sign that somebody writes is only that', () => {
  press('a', { key: 'k', ctrlKey: true })
  press('input', { key: '?', shiftKey: true })
  press('button', { key: '?', shiftKey: true })
  expect(run.mock.calls).toEqual([['openPalette'], ['openShortcuts']])
})
