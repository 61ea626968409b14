// @vitest-environment jsdom
import { act, createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ago } from './ago.tsx'

/** Where the clock hangs that dates are told by. */
let zone = ''
vi.mock('#lib/dates.ts', () => ({
  formatAgo: () => `yesterday in ${zone}`,
  formatExact: () => `noon in ${zone}`,
}))

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('a page that comes from a server in another time zone tells the time of the browser', async () => {
  const place = document.createElement('main')
  const ago = createElement(Ago, { at: 0, now: 1 })
  zone = 'London'
  place.innerHTML = renderToString(ago)
  expect(place.textContent).toBe('yesterday in London')
  zone = 'Tokyo'
  await act(async () => hydrateRoot(place, ago))
  expect(place.querySelector('time')).toMatchObject({ title: 'noon in Tokyo', textContent: 'yesterday in Tokyo' })
})
