// @vitest-environment jsdom
import { completionStatus } from '@codemirror/autocomplete'
import { keymap, runScopeHandlers } from '@codemirror/view'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, expect, test, vi } from 'vitest'
import { keyBindings } from './key-bindings.ts'
import { later, showCompletionLater } from './later.ts'

const setup = [later(), keymap.of(keyBindings)]

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** What was asked for before the rest of the editor is there. */
const fetched = () => vi.dynamicImportSettled()

test('nothing more comes before there is a text, or somebody who writes one', async () => {
  const schedule = vi.fn(() => 0)
  vi.stubGlobal('requestIdleCallback', schedule)
  vi.stubGlobal('cancelIdleCallback', () => {})
  using pair = await editorPair('', setup)
  pair.a.view.dispatch({ selection: { anchor: 0 } })
  expect(schedule).not.toHaveBeenCalled()
  pair.a.type(0, 'one')
  pair.a.type(3, ' two')
  expect(schedule).toHaveBeenCalledOnce()
})

test('a command that comes early is done as soon as it can be', async () => {
  using pair = await editorPair('one', setup)
  const { view } = pair.a
  const key = new KeyboardEvent('keydown', { key: 'f', keyCode: 70, ctrlKey: true })
  expect(runScopeHandlers(view, key, 'editor')).toBe(true)
  await fetched()
  expect(view.dom.querySelector('[role=search]')).not.toBeNull()
})

test.each([
  [true, 'active'],
  [false, null],
])('a word that was begun early is completed, if that is wanted (%s)', async (completion, status) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  using pair = await editorPair('alpha\n', setup)
  const { view } = pair.a
  showCompletionLater(view, { completion, ghostText: false })
  pair.a.type(6, 'al')
  await vi.advanceTimersByTimeAsync(0)
  await fetched()
  await vi.advanceTimersByTimeAsync(400)
  expect(completionStatus(view.state)).toBe(status)
})

test('an editor that is gone meanwhile is left alone', async () => {
  using pair = await editorPair('one', setup)
  const { view } = pair.a
  const key = new KeyboardEvent('keydown', { key: 'f', keyCode: 70, ctrlKey: true })
  runScopeHandlers(view, key, 'editor')
  const dispatch = vi.spyOn(view, 'dispatch')
  view.destroy()
  await fetched()
  expect(dispatch).not.toHaveBeenCalled()
})
