// @vitest-environment jsdom
import { EditorState, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import '@tandem/codemirror/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ownCaret } from './own-caret.ts'

const motion = { reduced: false }
let view: EditorView

beforeEach(() => {
  motion.reduced = false
  vi.useFakeTimers()
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: motion.reduced }))
  view = new EditorView({ state: EditorState.create({ extensions: ownCaret }), parent: document.body })
  view.focus()
  vi.advanceTimersByTime(50)
})

afterEach(() => {
  view.destroy()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Whether the caret is there, looked at every 300 ms. */
function looks(count: number): boolean[] {
  return Array.from({ length: count }, () => {
    vi.advanceTimersByTime(300)
    return view.scrollDOM.querySelector<HTMLElement>('.cm-cursorLayer')?.style.visibility !== 'hidden'
  })
}

const type = () => view.dispatch({ changes: { from: 0, insert: 'a' } })

test('it blinks while its person rests', () => {
  expect(looks(8)).toEqual([true, false, false, true, true, false, false, true])
})

test('it stands still while its person types, and comes back with a key', () => {
  for (let key = 0; key < 10; key++) {
    type()
    expect(looks(1)).toEqual([true])
  }
  while (looks(1)[0]) vi.advanceTimersByTime(1)
  type()
  expect(view.scrollDOM.querySelector<HTMLElement>('.cm-cursorLayer')?.style.visibility).toBe('')
})

test('it blinks while others type', () => {
  const seen = Array.from({ length: 8 }, () => {
    const changes = { from: 0, insert: 'b' }
    view.dispatch({ changes, annotations: Transaction.remote.of(true) })
    return looks(1)[0]
  })
  expect(seen).toEqual([true, false, false, true, true, false, false, true])
})

test('it stands still for who wants no motion', () => {
  motion.reduced = true
  expect(looks(8)).toEqual(new Array(8).fill(true))
})

test('an editor that is left has no timer', () => {
  view.contentDOM.blur()
  vi.advanceTimersByTime(50)
  expect(looks(4)).toEqual(new Array(4).fill(true))
  view.destroy()
  expect(vi.getTimerCount()).toBe(0)
})
