// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lazyPart, preloadParts } from './lazy-part.tsx'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  // React tells of what a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const Greeting = ({ name }: { readonly name: string }) => createElement('p', null, `Hello, ${name}`)

test('a part that cannot be fetched is missing alone, and is fetched again when it is shown again', async () => {
  const load = vi.fn(async () => ({ default: Greeting })).mockRejectedValueOnce(new Error('no network'))
  const Part = lazyPart(load)
  const place = document.createElement('main')
  const root = createRoot(place)
  const missing: string[] = []
  const show = (name: string | null) =>
    act(async () =>
      root.render([
        'the page',
        name === null ? null : createElement(Part, { key: 'part', name, onMissing: () => missing.push(name) }),
      ]),
    )
  await show('Alice')
  expect(place.textContent).toBe('the page')
  expect(missing).toEqual(['Alice'])
  await show(null)
  await show('Bob')
  expect(place.textContent).toBe('the pageHello, Bob')
  await show('Carol')
  expect(place.textContent).toBe('the pageHello, Carol')
  expect(missing).toEqual(['Alice'])
  expect(load).toHaveBeenCalledTimes(2)
})

test('fetching ahead fails without a word', async () => {
  const load = vi.fn(() => Promise.reject(new Error('no network')))
  lazyPart<{ readonly name: string }>(load).preload()
  await expect(load.mock.results[0]?.value).rejects.toThrow('no network')
})

test('all that a page could show is fetched ahead when the person rests, one after another', async () => {
  vi.useFakeTimers()
  const under = { way: 0, most: 0 }
  const slowly = async () => {
    under.most = Math.max(under.most, ++under.way)
    await new Promise((resolve) => setTimeout(resolve))
    under.way--
    return { default: Greeting }
  }
  const load = vi.fn(slowly)
  lazyPart(load)
  lazyPart(load)
  preloadParts()
  preloadParts()
  for (let key = 0; key < 50; key++) {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }))
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(load).not.toHaveBeenCalled()
  await vi.runAllTimersAsync()
  expect(load).toHaveBeenCalledTimes(2)
  // A part of a part that itself came later.
  const later = vi.fn(slowly)
  lazyPart(later)
  await vi.runAllTimersAsync()
  expect(later).toHaveBeenCalledOnce()
  expect(under.most).toBe(1)
})
