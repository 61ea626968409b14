// @vitest-environment jsdom
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ghostText, sayGhost } from './ghost-text.ts'
import { editorPair, settled, type TestEditor } from './testing/editor-pair.ts'

const setBusy = StateEffect.define<boolean>()
const busy = StateField.define<boolean>({
  create: () => false,
  update: (before, { effects }) => effects.reduce((on, effect) => (effect.is(setBusy) ? effect.value : on), before),
})
/** What Tab and Escape do when the ghost leaves them alone. */
const fallenThrough = vi.fn(() => true)

function setup(suggest: (state: EditorState, at: number) => string | null): Extension {
  return [
    busy,
    ghostText({ suggest, busy: (state) => state.field(busy) }),
    keymap.of([
      { key: 'Tab', run: fallenThrough },
      { key: 'Escape', run: fallenThrough },
    ]),
  ]
}

const always = setup(() => 'rest')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  fallenThrough.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
})

const ghostOf = ({ view }: TestEditor) => view.contentDOM.querySelector('.cm-ghostText')?.textContent ?? null

function press({ view }: TestEditor, key: 'Tab' | 'Escape'): void {
  const keyCode = key === 'Tab' ? 9 : 27
  view.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }))
}

function typeAndRest(editor: TestEditor, at: number, text: string): void {
  editor.type(at, text)
  vi.advanceTimersByTime(150)
}

describe('A94 ghost text', () => {
  test('comes when typing has rested for 150 ms, in nobody’s ears, and Tab takes it', async () => {
    using pair = await editorPair('', always)
    pair.a.type(0, 'the ')
    vi.advanceTimersByTime(149)
    expect(ghostOf(pair.a)).toBeNull()
    vi.advanceTimersByTime(1)
    expect(ghostOf(pair.a)).toBe('rest')
    expect(pair.a.view.contentDOM.querySelector('.cm-ghostText')?.getAttribute('aria-hidden')).toBe('true')
    press(pair.a, 'Tab')
    pair.flush()
    expect(pair.b.text).toBe('the rest')
    expect(pair.a.view.state.selection.main.head).toBe(8)
    expect(ghostOf(pair.a)).toBeNull()
    press(pair.a, 'Tab')
    expect(fallenThrough).toHaveBeenCalledOnce()
  })

  test('A100 a screen reader is told it when it is taken, and whenever it asks', async () => {
    using pair = await editorPair('', always)
    const spoken = () => pair.a.view.dom.querySelector('.cm-announced')?.textContent
    sayGhost(pair.a.view)
    expect(spoken()).toBe('Nothing is suggested')
    typeAndRest(pair.a, 0, 'the ')
    expect(spoken()).toBe('Nothing is suggested')
    sayGhost(pair.a.view)
    expect(spoken()).toBe('rest')
    pair.a.view.dispatch({ effects: EditorView.announce.of('') })
    press(pair.a, 'Tab')
    expect(spoken()).toBe('rest')
  })

  test('Escape dismisses it, and only then means something else', async () => {
    using pair = await editorPair('', always)
    typeAndRest(pair.a, 0, 'the ')
    press(pair.a, 'Escape')
    expect(ghostOf(pair.a)).toBeNull()
    expect(fallenThrough).not.toHaveBeenCalled()
    press(pair.a, 'Escape')
    expect(fallenThrough).toHaveBeenCalledOnce()
  })

  test('whoever types what it says keeps what is left of it, whoever types something else is left alone', async () => {
    using pair = await editorPair('', always)
    typeAndRest(pair.a, 0, 'the ')
    pair.a.type(4, 're')
    expect(ghostOf(pair.a)).toBe('st')
    pair.a.type(6, 'x')
    expect(ghostOf(pair.a)).toBeNull()
  })

  test('is hidden while a list of completions is open, and Tab and Escape are the list’s', async () => {
    using pair = await editorPair('', always)
    typeAndRest(pair.a, 0, 'the ')
    pair.a.view.dispatch({ effects: setBusy.of(true) })
    expect(ghostOf(pair.a)).toBeNull()
    press(pair.a, 'Tab')
    press(pair.a, 'Escape')
    expect(fallenThrough).toHaveBeenCalledTimes(2)
    expect(pair.a.text).toBe('the ')
    pair.a.view.dispatch({ effects: setBusy.of(false) })
    expect(ghostOf(pair.a)).toBe('rest')
  })

  test('comes behind a list that was open before, and shows when that is closed', async () => {
    using pair = await editorPair('', always)
    pair.a.view.dispatch({ effects: setBusy.of(true) })
    typeAndRest(pair.a, 0, 'the ')
    expect(ghostOf(pair.a)).toBeNull()
    pair.a.view.dispatch({ effects: setBusy.of(false) })
    expect(ghostOf(pair.a)).toBe('rest')
  })

  test('stays put while others write in other lines', async () => {
    using pair = await editorPair('one\n\nthree', always)
    typeAndRest(pair.a, 4, 'two ')
    pair.b.type(0, 'zero ')
    pair.b.type(pair.b.text.length, ' four')
    pair.flush()
    expect(ghostOf(pair.a)).toBe('rest')
    press(pair.a, 'Tab')
    pair.flush()
    expect(pair.b.text).toBe('zero one\ntwo rest\nthree four')
  })

  test('goes, and does not come, when somebody else writes in my line', async () => {
    using pair = await editorPair('one\n', always)
    typeAndRest(pair.a, 3, ' two')
    pair.b.type(0, 'zero ')
    pair.flush()
    expect(ghostOf(pair.a)).toBeNull()
    pair.a.type(pair.a.text.length - 1, '!')
    pair.b.type(0, 'x')
    pair.flush()
    vi.advanceTimersByTime(1000)
    expect(ghostOf(pair.a)).toBeNull()
  })

  test.each([
    ['a paste', (a: TestEditor) => a.view.dispatch({ changes: { from: 0, insert: 'one' }, userEvent: 'input.paste' })],
    ['erasing', (a: TestEditor) => a.erase(0, 1)],
    ['moving the caret', (a: TestEditor) => a.select(0)],
  ])('does not come after %s', async (_name, act) => {
    using pair = await editorPair('text', always)
    pair.a.type(4, 's')
    act(pair.a)
    vi.advanceTimersByTime(1000)
    expect(ghostOf(pair.a)).toBeNull()
  })

  test('is not offered to whoever may not write', async () => {
    using pair = await editorPair('', always)
    pair.a.type(0, 'one')
    pair.a.session.setWritable(false)
    await settled()
    vi.advanceTimersByTime(1000)
    expect(ghostOf(pair.a)).toBeNull()
  })
})
