// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TitleField } from './title-field.tsx'

let root: Root
const onAnswered = vi.fn()
const onRename = vi.fn(async () => ({ ok: true }) as const)

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<main></main><button id="elsewhere"></button>'
  root = createRoot(element('main'))
})

afterEach(async () => {
  await act(async () => root.unmount())
  vi.clearAllMocks()
  vi.unstubAllGlobals()
})

function element(selector: string): HTMLElement {
  return document.querySelector<HTMLElement>(selector) ?? expect.fail(selector)
}

const draw = (asked: boolean, mayRename = true) =>
  act(async () => root.render(createElement(TitleField, { title: 'Untitled', mayRename, asked, onAnswered, onRename })))

const press = (key: string) =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
    // The text gets the focus at once, and not the key.
    expect(event.defaultPrevented).toBe(true)
  })

/** The title while it is written. */
function field(): HTMLInputElement {
  const { activeElement } = document
  return activeElement instanceof HTMLInputElement ? activeElement : expect.fail('the title is not being written')
}

test('a title that is asked for is selected as a whole, and Enter hands it over', async () => {
  await draw(true)
  expect([field().selectionStart, field().selectionEnd]).toEqual([0, 'Untitled'.length])
  field().value = 'main.rs'
  await press('Enter')
  expect(onRename.mock.calls).toEqual([['main.rs']])
  expect(onAnswered.mock.calls).toEqual([[false]])
})

test('Escape and leaving answer, too, and say whether the focus is elsewhere', async () => {
  await draw(true)
  await press('Escape')
  await draw(false)
  await draw(true)
  await act(async () => element('#elsewhere').focus())
  expect(onAnswered.mock.calls).toEqual([[false], [true]])
  expect(onRename).not.toHaveBeenCalled()
})

test('a title that somebody presses gives the focus back to itself', async () => {
  await draw(false)
  await act(async () => element('button').click())
  await press('Escape')
  expect(document.activeElement).toBe(element('h1 button'))
  expect(onAnswered).not.toHaveBeenCalled()
})

test('those who may not rename it are not asked', async () => {
  await draw(true, false)
  expect(element('h1').textContent).toBe('Untitled')
  expect(document.querySelector('input')).toBeNull()
})
