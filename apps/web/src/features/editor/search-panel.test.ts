// @vitest-environment jsdom
import { findNext, openSearchPanel, SearchQuery, search, setSearchQuery } from '@codemirror/search'
import { Compartment, EditorState } from '@codemirror/state'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openReplace, searchPanel } from './search-panel.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Two editors, of which the first searches. */
async function searching(text: string, asked: string) {
  const pair = await editorPair(text, search({ top: true, createPanel: searchPanel }))
  const { view } = pair.a
  openSearchPanel(view)
  const ask = (words: string) => view.dispatch({ effects: setSearchQuery.of(new SearchQuery({ search: words })) })
  ask(asked)
  const said = () => view.dom.querySelector('output')?.textContent
  return { ...pair, ask, said }
}

/** How many slices of the text were read since it was asked last. */
function slicesRead(): () => number {
  const getCursor = vi.spyOn(SearchQuery.prototype, 'getCursor')
  return () => {
    const slices = getCursor.mock.calls.length
    getCursor.mockClear()
    return slices
  }
}

test('what is searched is counted at once in a short text, and says which one is selected', async () => {
  using pair = await searching('one two one', 'one')
  expect(pair.said()).toBe('2 found')
  findNext(pair.a.view)
  expect(pair.said()).toBe('1 of 2')
  findNext(pair.a.view)
  expect(pair.said()).toBe('2 of 2')
  pair.ask('three')
  expect(pair.said()).toBe('No results')
  pair.ask('')
  expect(pair.said()).toBe('')
})

test('a selection reads nothing again, and what others write is counted now and then', async () => {
  using pair = await searching('one two', 'one')
  const read = slicesRead()
  pair.a.select(0, 3)
  expect(pair.said()).toBe('1 of 1')
  expect(read()).toBe(0)
  for (let key = 0; key < 9; key++) {
    pair.b.type(0, 'one ')
    pair.flush()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(read()).toBe(3)
  expect(pair.said()).toBe('10 of 10')
})

test('a long text is counted in slices, between which keys have their turn; who types does not start it anew', async () => {
  // A slice takes six milliseconds by this clock.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 6
    return now
  })
  const read = slicesRead()
  using pair = await searching(`${'two '.repeat(50_000)}one`, 'one')
  expect(pair.said()).toBe('')
  expect(read()).toBe(2)
  for (const slices of [2, 2, 2, 2, 2]) {
    pair.b.type(0, '-')
    pair.flush()
    await vi.advanceTimersByTimeAsync(4)
    expect(read()).toBe(slices)
  }
  expect(pair.said()).toBe('')
  await vi.advanceTimersByTimeAsync(4)
  expect(pair.said()).toBe('1 found')
})

test.each([
  [false, 'Replace with'],
  [true, 'Find'],
])('to replace opens the panel, and in it what may be written (read only: %s)', async (readOnly, label) => {
  const panel = search({ top: true, createPanel: searchPanel })
  using pair = await editorPair('one', [panel, EditorState.readOnly.of(readOnly)])
  const { view } = pair.a
  openReplace(view)
  expect(document.activeElement?.getAttribute('aria-label')).toBe(label)
  view.focus()
  openReplace(view)
  expect(document.activeElement?.getAttribute('aria-label')).toBe(label)
})

test('who may no longer write goes on in what to find', async () => {
  const role = new Compartment()
  using pair = await editorPair('one', [search({ top: true, createPanel: searchPanel }), role.of([])])
  openReplace(pair.a.view)
  pair.a.view.dispatch({ effects: role.reconfigure(EditorState.readOnly.of(true)) })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Find')
})
