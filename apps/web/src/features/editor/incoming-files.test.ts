// @vitest-environment jsdom
import { File } from 'node:buffer'
import type { EditorView } from '@codemirror/view'
import { editorPair } from '@tandem/codemirror/testing'
import { beforeEach, expect, test, vi } from 'vitest'
import { changesSince } from './changes-since.ts'
import { incomingFiles } from './incoming-files.ts'
import { incomingText } from './incoming-text.ts'

const onProblem = vi.fn()
const onFirstText = vi.fn()
const setup = [
  changesSince,
  incomingText({ maxUnits: 100, unitsLeft: () => 1_000, onTooLong: () => {}, onUsedUp: () => {}, onFirstText }),
  incomingFiles({ maxBytes: 300, onProblem }),
]
beforeEach(() => {
  vi.clearAllMocks()
})

/**
 * Drops files at a place, as a browser does. jsdom lays nothing out: where the pointer is, is told instead. Its files can't be
 * read, either: they are Node's.
 */
function drop(view: EditorView, at: number, ...files: readonly File[]): Event {
  vi.spyOn(view, 'posAtCoords').mockReturnValue(at)
  const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files } })
  view.contentDOM.dispatchEvent(event)
  return event
}

const file = (name: string, ...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) => new File([...parts], name)

test('A52 the text of a file goes where it was dropped, also when others have written before it meanwhile', async () => {
  using pair = await editorPair('one two', setup)
  const { a, b, flush } = pair
  expect(drop(a.view, 4, file('a.txt', '\ufeffжй\r\n👷 ')).defaultPrevented).toBe(true)
  b.type(0, 'zero ')
  flush()
  await vi.waitFor(() => expect(a.text).toBe('zero one жй\n👷 two'))
  flush()
  a.undo()
  flush()
  expect(b.text).toBe('zero one two')
  expect(onProblem).not.toHaveBeenCalled()
})

test('A52 of several files all that are texts come in, one below the other, and how most lines ended is kept', async () => {
  using pair = await editorPair('', setup)
  const { a, flush } = pair
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0)
  drop(a.view, 0, file('a.txt', 'one\r\n\r\n'), file('b.png', png), file('c.txt', 'two'))
  await vi.waitFor(() => expect(a.text).toBe('one\n\n\ntwo'))
  flush()
  expect(onProblem.mock.calls).toEqual([['b.png', 'binary']])
  expect(onFirstText.mock.calls).toEqual([['crlf']])
})

test.each([
  ['', 'onefile\ntwo'],
  ['text', 'onetexttwo'],
])('A52 a file that is pasted comes in at my caret, unless %j comes with it as text', async (plain, shown) => {
  using pair = await editorPair('onetwo', setup)
  const { a } = pair
  a.select(3)
  const clipboardData = { files: [file('a.txt', 'file\n')], getData: () => plain }
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData })
  a.view.contentDOM.dispatchEvent(event)
  await vi.waitFor(() => expect(a.text).toBe(shown))
})

test.each([
  ['large.txt', [new Uint8Array(301)], 'too large'],
  ['latin-1.txt', [Uint8Array.of(0x63, 0x61, 0x66, 0xe9)], 'encoding'],
] as const)('A58 %s is not inserted, and the person hears why', async (name, parts, problem) => {
  using pair = await editorPair('text', setup)
  drop(pair.a.view, 0, file(name, ...parts))
  await vi.waitFor(() => expect(onProblem.mock.calls).toEqual([[name, problem]]))
  expect(pair.a.text).toBe('text')
})

test('whoever may only read drops nothing in', async () => {
  using pair = await editorPair('text', setup)
  const { a } = pair
  a.session.setWritable(false)
  await vi.waitFor(() => expect(a.view.state.readOnly).toBe(true))
  const reading = vi.spyOn(File.prototype, 'arrayBuffer')
  drop(a.view, 0, file('a.txt', 'one'))
  expect(reading).not.toHaveBeenCalled()
  expect(a.text).toBe('text')
})
