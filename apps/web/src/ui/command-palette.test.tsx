// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CommandPalette, type PaletteItem } from './command-palette.tsx'

/** What jsdom has none of, and the list of lines asks for. */
class NoResizes {
  observe() {}
  unobserve() {}
  disconnect() {}
}

let root: Root

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('ResizeObserver', NoResizes)
  Element.prototype.scrollIntoView = () => {}
  document.body.innerHTML = '<main></main>'
  root = createRoot(document.querySelector('main') ?? expect.fail())
})

afterEach(async () => {
  await act(async () => root.unmount())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const line = (id: string, label: string): PaletteItem => ({ id, label, onChoose: () => {} })
const groups = [
  { title: 'Document', items: [line('linesSaved', 'Is everything safe?'), line('save', 'Download as a file')] },
  { title: 'Find', items: [line('go', 'Go to line')] },
]

/** Opens a palette in which this was typed already, and lets everything arrive that it asks for. */
async function open(typed: string, titles: readonly PaletteItem[] = []): Promise<void> {
  const more = [{ title: 'Titles', failed: 'failed', find: async () => titles }]
  const props = { label: 'Find', placeholder: '', empty: '', groups, more, takeTyped: () => typed, onClose: () => {} }
  await act(async () => root.render(createElement(CommandPalette, props)))
  await act(() => vi.runAllTimersAsync())
}

const lines = (chosen = '') => [...document.querySelectorAll(`[role=option]${chosen}`)].map((one) => one.textContent)

test('a command is found by what people read, and not by its id; what fits best is first and chosen', async () => {
  await open('li')
  expect(lines()).toEqual(['Go to line', 'Download as a file'])
  expect(lines('[data-selected=true]')).toEqual(['Go to line'])
})

test('before anything is searched the first line is chosen, when others have come above it, too; the arrows go on from there', async () => {
  await open('', [line('a', 'Plan A'), line('b', 'Plan B')])
  expect(lines()).toEqual(['Plan A', 'Plan B', 'Is everything safe?', 'Download as a file', 'Go to line'])
  expect(lines('[data-selected=true]')).toEqual(['Plan A'])
  const down = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true })
  await act(async () => document.querySelector('input')?.dispatchEvent(down))
  await act(() => vi.runAllTimersAsync())
  expect(lines('[data-selected=true]')).toEqual(['Plan B'])
})

test('what a search finds elsewhere comes below what is chosen', async () => {
  await open('line', [line('a', 'Timeline')])
  expect(lines()).toEqual(['Go to line', 'Timeline'])
  expect(lines('[data-selected=true]')).toEqual(['Go to line'])
})
