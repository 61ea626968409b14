// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Toaster, toast } from './toast.tsx'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<main></main>'
})

afterEach(() => {
  vi.unstubAllGlobals()
})

test('of more than three toasts the oldest gives way, and each can be taken away by whoever showed it', async () => {
  // What draws them is fetched with the first one.
  await import('./toast-list.tsx')
  const root = createRoot(document.querySelector('main') ?? expect.fail())
  await act(async () => root.render(createElement(Toaster)))
  const messages = ['first', 'second', 'third', 'fourth']
  const shown = () => messages.filter((message) => document.body.textContent.includes(message))
  const takeAway = new Map<string, () => void>()
  await act(async () => {
    for (const message of messages) takeAway.set(message, toast({ message }))
  })
  await vi.waitFor(() => act(async () => expect(shown()).toEqual(['second', 'third', 'fourth'])), 30_000)
  await act(async () => takeAway.get('third')?.())
  expect(shown()).toEqual(['second', 'fourth'])
  await act(async () => {
    for (const take of takeAway.values()) take()
  })
  expect(shown()).toEqual([])
  await act(async () => root.unmount())
})
