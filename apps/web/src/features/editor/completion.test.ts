// @vitest-environment jsdom
import { acceptCompletion, completionStatus, currentCompletions, selectedCompletion } from '@codemirror/autocomplete'
import { type EditorView, keymap, runScopeHandlers } from '@codemirror/view'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { completion, showCompletion } from './completion.ts'
import { keyBindings } from './key-bindings.ts'

const setup = [completion(), keymap.of(keyBindings)]
const all = { completion: true, ghostText: true }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets the list open, which it does after a moment, and be taken from, which it lets nobody do in its first moment. */
const rest = () => vi.advanceTimersByTimeAsync(400)

const press = (view: EditorView, key: string) =>
  runScopeHandlers(
    view,
    new KeyboardEvent('keydown', { key, keyCode: { Tab: 9, Escape: 27, ArrowDown: 40 }[key] ?? 0 }),
    'editor',
  )

const ghostOf = ({ dom }: EditorView) => dom.querySelector('.cm-ghostText')?.textContent ?? null

test('A92 while others type elsewhere and in my line, my list stays, with what I had chosen, and is taken from where I am', async () => {
  using pair = await editorPair('beta bertha\n\nlast', setup)
  const { a, b } = pair
  showCompletion(a.view, all)
  a.type(12, 'x; be')
  pair.flush()
  await rest()
  expect(currentCompletions(a.view.state).map(({ label }) => label)).toEqual(expect.arrayContaining(['beta', 'bertha']))
  press(a.view, 'ArrowDown')
  const chosen = selectedCompletion(a.view.state)?.label ?? ''
  for (const place of [0, 1, 2, 3]) {
    b.type(place, '-')
    b.type(b.text.length, '+')
    // Before my word in my own line, too.
    b.type(b.text.indexOf('x;'), '_')
    pair.flush()
    await vi.advanceTimersByTimeAsync(30)
    expect(selectedCompletion(a.view.state)?.label).toBe(chosen)
  }
  expect(acceptCompletion(a.view)).toBe(true)
  pair.flush()
  expect(b.text).toBe(`----beta bertha\n____x; ${chosen}\nlast++++`)
})

test('A92 somebody who types without a pause does not keep my list from opening', async () => {
  using pair = await editorPair('alpha\n', setup)
  const { a, b } = pair
  showCompletion(a.view, all)
  a.type(6, 'al')
  for (let key = 0; key < 10; key++) {
    b.type(0, '-')
    pair.flush()
    await vi.advanceTimersByTimeAsync(40)
  }
  expect(completionStatus(a.view.state)).toBe('active')
})

describe('A94 the list goes before the ghost text', () => {
  test('the ghost is hidden while the list is open; Escape closes the list first, and then dismisses the ghost', async () => {
    using pair = await editorPair('alpha\n', setup)
    const { view } = pair.a
    showCompletion(view, all)
    pair.a.type(6, 'al')
    await rest()
    expect(completionStatus(view.state)).toBe('active')
    expect(ghostOf(view)).toBeNull()
    press(view, 'Escape')
    expect(completionStatus(view.state)).toBeNull()
    expect(ghostOf(view)).toBe('pha')
    press(view, 'Escape')
    expect(ghostOf(view)).toBeNull()
    expect(pair.a.text).toBe('alpha\nal')
  })

  test('Tab takes from the list, then the ghost text, then indents', async () => {
    using pair = await editorPair('alpha\n', setup)
    const { view } = pair.a
    showCompletion(view, all)
    pair.a.type(6, 'al')
    await rest()
    press(view, 'Tab')
    expect(pair.a.text).toBe('alpha\nalpha')

    showCompletion(view, { completion: false, ghostText: true })
    pair.a.type(11, ' al')
    await rest()
    expect(ghostOf(view)).toBe('pha')
    press(view, 'Tab')
    expect(pair.a.text).toBe('alpha\nalpha alpha')
    press(view, 'Tab')
    expect(pair.a.text).toBe('alpha\n  alpha alpha')
  })

  test('Tab in the first moment of a list, which nobody can have seen, neither takes from it nor indents under it', async () => {
    using pair = await editorPair('alpha\n', setup)
    const { view } = pair.a
    showCompletion(view, all)
    pair.a.type(6, 'al')
    while (completionStatus(view.state) !== 'active') await vi.advanceTimersByTimeAsync(1)
    await vi.advanceTimersByTimeAsync(30)
    press(view, 'Tab')
    expect(pair.a.text).toBe('alpha\nal')
    await rest()
    press(view, 'Tab')
    expect(pair.a.text).toBe('alpha\nalpha')
  })

  test('each can be switched off, and the list still comes when it is asked for', async () => {
    using pair = await editorPair('alpha\n', setup)
    const { view } = pair.a
    showCompletion(view, { completion: false, ghostText: false })
    pair.a.type(6, 'al')
    await rest()
    expect(ghostOf(view)).toBeNull()
    expect(completionStatus(view.state)).toBeNull()
    const space = new KeyboardEvent('keydown', { key: ' ', keyCode: 32, ctrlKey: true })
    expect(runScopeHandlers(view, space, 'editor')).toBe(true)
    await rest()
    expect(completionStatus(view.state)).toBe('active')
  })
})
