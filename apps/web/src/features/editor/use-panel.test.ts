// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { devicePreferences } from '#lib/device-preferences.ts'
import { usePanel } from './use-panel.ts'

let narrow = false

beforeEach(() => {
  narrow = false
  devicePreferences.change({ panelOpen: false })
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({ matches: narrow }))
})
afterEach(() => vi.unstubAllGlobals())

/** A page that was just opened. */
async function page() {
  let now: ReturnType<typeof usePanel> | undefined
  const Page = () => {
    now = usePanel()
    return null
  }
  const root = createRoot(document.createElement('main'))
  await act(async () => root.render(createElement(Page)))
  return {
    panel: () => now?.panel,
    toggles: () => act(async () => now?.togglePanel()),
    closes: () => act(async () => now?.closePanel()),
  }
}

test('a panel that was left open is open on the next page, where it leaves the focus to the text', async () => {
  const first = await page()
  expect(first.panel()).toBeNull()
  await first.toggles()
  expect(first.panel()).toEqual({ name: 'properties', asked: true })
  const next = await page()
  expect(next.panel()).toEqual({ name: 'properties', asked: false })
  await next.closes()
  expect(next.panel()).toBeNull()
  expect((await page()).panel()).toBeNull()
  // A page that stands open elsewhere stays as it is.
  expect(first.panel()).not.toBeNull()
})

test('on a phone it is closed at first, and opening it there is for once', async () => {
  narrow = true
  const phone = await page()
  await phone.toggles()
  expect(phone.panel()).not.toBeNull()
  expect((await page()).panel()).toBeNull()
  narrow = false
  const wide = await page()
  expect(wide.panel()).toBeNull()
  await wide.toggles()
  narrow = true
  expect((await page()).panel()).toBeNull()
})
