// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { laterPart } from './later-part.tsx'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('requestIdleCallback', (work: () => void) => {
    work()
    return 1
  })
  vi.stubGlobal('cancelIdleCallback', () => {})
  // What is missing is told there.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const Greeting = ({ name }: { readonly name: string }) => createElement('p', null, `Hello, ${name}`)

function drawn() {
  const place = document.createElement('main')
  const root = createRoot(place)
  return { place, root }
}

test('its place is kept until its code is there', async () => {
  let come = (_: { default: typeof Greeting }) => {}
  const code = new Promise<{ default: typeof Greeting }>((resolve) => {
    come = resolve
  })
  const Part = laterPart(() => code, 'a place')
  const { place, root } = drawn()
  await act(async () => root.render(createElement(Part, { name: 'Alice' })))
  expect(place.textContent).toBe('a place')
  await act(async () => come({ default: Greeting }))
  expect(place.textContent).toBe('Hello, Alice')
  await act(async () => root.render(createElement(Part, { name: 'Bob' })))
  expect(place.textContent).toBe('Hello, Bob')
})

test('where it cannot be fetched the page stays, and it comes when there is a network again', async () => {
  const load = vi.fn(async () => ({ default: Greeting })).mockRejectedValueOnce(new Error('no network'))
  const Part = laterPart(load)
  const { place, root } = drawn()
  await act(async () => root.render(['the page', createElement(Part, { key: 'part', name: 'Alice' })]))
  expect(place.textContent).toBe('the page')
  await act(async () => window.dispatchEvent(new Event('online')))
  expect(place.textContent).toBe('the pageHello, Alice')
  await act(async () => window.dispatchEvent(new Event('online')))
  expect(load).toHaveBeenCalledTimes(2)
})
