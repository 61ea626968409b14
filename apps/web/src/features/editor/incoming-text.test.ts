// @vitest-environment jsdom
import { type EditorView, logException } from '@codemirror/view'
import { SessionError } from '@tandem/client'
import { editorPair, settled } from '@tandem/codemirror/testing'
import { expect, test, vi } from 'vitest'
import { incomingText } from './incoming-text.ts'

const onTooLong = vi.fn()
const onFirstText = vi.fn()
const onUsedUp = vi.fn()
const unitsLeft = vi.fn(() => 1_000)
const setup = incomingText({ maxUnits: 100, unitsLeft, onTooLong, onUsedUp, onFirstText })

/** Pastes as a browser does. jsdom has no clipboard: what the event carries is made by hand. */
function paste(view: EditorView, text: string): void {
  const clipboardData = { getData: (type: string) => (type === 'text/plain' ? text : ''), items: [], files: [] }
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData })
  view.contentDOM.dispatchEvent(event)
}

test.each([
  ['one\r\ntwo\r\n', 'one\ntwo\n', 'crlf'],
  ['one\rtwo', 'one\ntwo', 'cr'],
  ['one\ntwo', 'one\ntwo', 'lf'],
  ['a\r\nb\r\nc\nd\re', 'a\nb\nc\nd\ne', 'crlf'],
])('A52 pasting %j gives everybody %j, and the ending %s is kept', async (text, shown, ending) => {
  onFirstText.mockClear()
  using pair = await editorPair('', setup)
  paste(pair.a.view, text)
  await settled()
  pair.flush()
  expect(pair.b.text).toBe(shown)
  expect(onFirstText.mock.calls).toEqual([[ending]])
  paste(pair.a.view, 'more\rand more')
  await settled()
  expect(onFirstText).toHaveBeenCalledOnce()
})

test('A58 what a document can’t hold is refused whole before it is inserted, and what fits still fits', async () => {
  onTooLong.mockClear()
  using pair = await editorPair('x'.repeat(60), setup)
  pair.a.select(60)
  paste(pair.a.view, 'y'.repeat(41))
  await settled()
  expect(onTooLong.mock.calls).toEqual([[101]])
  expect(pair.a.text).toBe('x'.repeat(60))
  paste(pair.a.view, 'y'.repeat(40))
  pair.flush()
  expect(pair.b.text).toHaveLength(100)
  pair.a.undo()
  pair.flush()
  expect(pair.b.text).toBe('x'.repeat(60))
})

test('A58 what is more than can still be written is refused whole, also in place of a longer text; it can be made shorter', async () => {
  onUsedUp.mockClear()
  using pair = await editorPair('x'.repeat(20), setup)
  unitsLeft.mockReturnValue(5)
  pair.a.select(0, 10)
  paste(pair.a.view, 'sixsix')
  await settled()
  expect(onUsedUp).toHaveBeenCalledOnce()
  paste(pair.a.view, 'fives')
  unitsLeft.mockReturnValue(-1)
  pair.a.erase(5, 10)
  pair.a.select(3)
  pair.flush()
  unitsLeft.mockReturnValue(1_000)
  expect(pair.b.text).toBe(`fives${'x'.repeat(5)}`)
  expect(pair.a.view.state.selection.main.head).toBe(3)
  expect(onUsedUp).toHaveBeenCalledOnce()
})

test('A58 what an undo would insert once more into a document that is used up is told, and does not stay', async () => {
  onUsedUp.mockClear()
  using pair = await editorPair('x'.repeat(20), setup)
  pair.a.erase(0, 10)
  const edit = vi.spyOn(pair.a.session, 'edit').mockImplementation(() => {
    throw new SessionError('document_full', '')
  })
  pair.a.undo()
  await settled()
  edit.mockRestore()
  expect(onUsedUp).toHaveBeenCalledOnce()
  pair.flush()
  expect(pair.b.text).toBe('x'.repeat(10))
})

test('A58 what an undo would insert once more into a text that others filled is too long, and does not stay', async () => {
  onTooLong.mockClear()
  onUsedUp.mockClear()
  using pair = await editorPair('x'.repeat(20), setup)
  pair.a.erase(0, 10)
  pair.flush()
  pair.b.type(0, 'y'.repeat(90))
  pair.flush()
  const edit = vi.spyOn(pair.a.session, 'edit').mockImplementation(() => {
    throw new SessionError('document_full', '')
  })
  pair.a.undo()
  await settled()
  edit.mockRestore()
  expect(onTooLong.mock.calls).toEqual([[110]])
  expect(onUsedUp).not.toHaveBeenCalled()
  expect(pair.a.text).toHaveLength(100)
})

test('what is thrown besides goes to the page, and what it leaves to the console', async () => {
  onUsedUp.mockClear()
  using pair = await editorPair('', setup)
  const thrown = new Error('not expected')
  const onerror = vi.fn(() => true)
  const written = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('onerror', onerror)
  logException(pair.a.view.state, thrown)
  expect(onerror).toHaveBeenCalledOnce()
  expect(written).not.toHaveBeenCalled()
  vi.unstubAllGlobals()
  logException(pair.a.view.state, thrown)
  expect(written.mock.calls).toEqual([['editor:', thrown]])
  written.mockRestore()
  expect(onUsedUp).not.toHaveBeenCalled()
})

test('A58 a text that others made too long can be made shorter', async () => {
  using pair = await editorPair('x'.repeat(120), setup)
  pair.a.erase(0, 5)
  pair.flush()
  expect(pair.b.text).toHaveLength(115)
})
