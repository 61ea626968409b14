// @vitest-environment jsdom
import { EditorSelection, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { decodeChange, encodeChange } from '@tandem/crdt'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { editorPair, type TestEditor } from './testing/editor-pair.ts'
import { docOf } from './testing/memory-session.ts'

afterEach(() => vi.useRealTimers())

test('A22 A32 takes back only mine, and moves nobody', async () => {
  using pair = await editorPair('\n')
  const { a, b, flush } = pair
  a.type(0, 'foo')
  b.type(1, 'bar')
  flush()
  const caret = b.view.state.selection.main.head
  a.undo()
  flush()
  expect(b.text).toBe('\nbar')
  expect(b.view.state.selection.main.head).toBe(caret - 3)
  a.redo()
  flush()
  expect(b.text).toBe('foo\nbar')
  expect(b.view.state.selection.main.head).toBe(caret)
})

test('A22 nothing of mine, nothing to undo', async () => {
  using pair = await editorPair()
  const { a, b, flush } = pair
  b.type(0, 'bar')
  flush()
  expect(a.undo()).toBe(false)
  expect(a.text).toBe('bar')
})

test('A23 is one transaction', async () => {
  const updates: string[] = []
  const listener = EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) updates.push(state.doc.toString())
  })
  using pair = await editorPair('', listener)
  const { a, b, flush } = pair
  a.type(0, 'one')
  b.type(0, 'two ')
  flush()
  updates.length = 0
  a.undo()
  expect(updates).toEqual(['two '])
})

test('A31 edits of others do not split a group; a pause of more than 500 ms does', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  using pair = await editorPair('\n')
  const { a, b, flush } = pair
  const type = (text: string) => {
    for (const character of text) {
      a.type(a.text.indexOf('\n'), character)
      b.type(b.text.length, '.')
      flush()
      vi.setSystemTime(Date.now() + 400)
    }
  }
  type('abc')
  vi.setSystemTime(Date.now() + 200)
  type('def')
  a.undo()
  flush()
  expect(a.text).toBe('abc\n......')
  a.undo()
  flush()
  expect(a.text).toBe('\n......')
})

test.each(['input.paste', 'input.drop', 'format', 'input.replace.all', 'input.complete'])(
  'A31 %s is a step of its own, whatever is typed right before and behind it',
  async (userEvent) => {
    using pair = await editorPair()
    const { a } = pair
    a.type(0, 'x')
    a.view.dispatch({ changes: { from: 1, insert: 'p\na\ns' }, userEvent })
    a.type(6, 'y')
    const texts = [a.text]
    while (a.undo()) texts.push(a.text)
    expect(texts).toEqual(['xp\na\nsy', 'xp\na\ns', 'x', ''])
  },
)

test('A22 with twenty cursors, while others type among them: undo gives back the text, and keeps theirs', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  using pair = await editorPair(Array(20).fill('line').join('\n'), EditorState.allowMultipleSelections.of(true))
  const { a, b, flush } = pair
  const ends = Array.from({ length: 20 }, (_, at) => EditorSelection.cursor(at * 5 + 4))
  a.view.dispatch({ selection: EditorSelection.create(ends, 7) })
  for (const [round, key] of [...'abc'].entries()) {
    a.view.dispatch({ ...a.view.state.replaceSelection(key), userEvent: 'input.type' })
    // Right at one of the cursors, and in front of a line: both are on their way when the next key comes.
    b.type(b.view.state.doc.line(3 + round).to, 'X')
    b.type(b.view.state.doc.line(12).from, 'Y')
    if (round > 0) flush()
  }
  flush()
  expect(a.text.split('\n')[0]).toBe('lineabc')
  expect(a.view.state.selection.ranges).toHaveLength(20)
  a.undo()
  flush()
  const theirs = Array.from({ length: 20 }, (_, at) => (at >= 2 && at < 5 ? 'lineX' : at === 11 ? 'YYYline' : 'line'))
  expect(b.text).toBe(theirs.join('\n'))
  a.redo()
  flush()
  expect(b.text.replace(/[XY]/g, '')).toBe(Array(20).fill('lineabc').join('\n'))
})

test('A31 text that is dragged to another place of the editor is one step, and is the same on both sides', async () => {
  using pair = await editorPair('one two three')
  const { a, b, flush } = pair
  a.type(13, '!')
  b.type(7, ' new')
  // As CodeMirror drops what was dragged inside it.
  const changes = a.view.state.changes([
    { from: 0, to: 4 },
    { from: 8, insert: 'one ' },
  ])
  const selection = { anchor: changes.mapPos(8, -1), head: changes.mapPos(8, 1) }
  a.view.dispatch({ changes, selection, userEvent: 'move.drop' })
  a.type(14, '?')
  flush()
  expect(b.text).toBe('two new one three!?')
  a.undo()
  a.undo()
  flush()
  expect(b.text).toBe('one two new three!')
})

test('A54 what is composed into one word is one step, however slowly, whatever others write meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  using pair = await editorPair('\n')
  const { a, b, flush } = pair
  let written = ''
  for (const composed of ['n', 'ni', 'nih', '你']) {
    const changes = { from: 0, to: written.length, insert: composed }
    a.view.dispatch({ changes, userEvent: 'input.type.compose' })
    written = composed
    b.type(b.text.length, '.')
    flush()
    vi.setSystemTime(Date.now() + 900)
  }
  expect(a.text).toBe('你\n....')
  a.undo()
  flush()
  expect([a.text, b.text]).toEqual(['\n....', '\n....'])
})

test('A29 what an undo sends is what a server takes: it decodes, depends on nothing unknown, and is no empty edit', async () => {
  using pair = await editorPair('one two')
  const { a, b, flush } = pair
  const server = docOf(9, 'one two')
  const sent: Uint8Array[] = []
  for (const { session } of [a, b]) session.onSend = (change) => sent.push(encodeChange(change))
  a.erase(0, 4)
  b.erase(2, 7)
  flush()
  a.undo()
  b.undo()
  flush()
  b.erase(0, b.text.length)
  flush()
  a.redo()
  a.undo()
  flush()
  for (const bytes of sent) {
    expect(server.apply([decodeChange(bytes)])).toMatchObject({ applied: 1, buffered: 0 })
  }
  expect(server.toString()).toBe(a.text)
})

type Who = 'a' | 'b'
type Step =
  | { readonly kind: 'type'; readonly who: Who; readonly at: number; readonly length: number }
  | { readonly kind: 'erase'; readonly who: Who; readonly at: number; readonly length: number }
  | { readonly kind: 'undo' | 'redo'; readonly who: Who }
  | { readonly kind: 'deliver'; readonly who: Who; readonly count: number }

const who = fc.constantFrom<Who>('a', 'b')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      who,
      at: fc.nat(99),
      length: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('erase' as const),
      who,
      at: fc.nat(99),
      length: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('deliver' as const), who, count: fc.integer({ min: 1, max: 3 }) }),
  },
)

/**
 * Every typed character is unique, so that a text tells whose characters survive: A's are in one block of Unicode, B's in
 * another. `erased` collects what somebody took away, by whatever means, undo included.
 */
class Author {
  readonly editor: TestEditor
  readonly typed = new Set<string>()
  readonly erased = new Set<string>()
  #next: number

  constructor(editor: TestEditor, first: number) {
    this.editor = editor
    this.#next = first
  }

  run(step: Exclude<Step, { kind: 'deliver' }>): void {
    const { editor } = this
    const before = editor.text
    if (step.kind === 'type') editor.type(step.at % (before.length + 1), this.#text(step.length))
    else if (step.kind === 'erase') this.#erase(step.at % (before.length + 1), step.length)
    else editor[step.kind]()
    editor.assertSynced()
    const after = new Set(editor.text)
    for (const character of before) if (!after.has(character)) this.erased.add(character)
  }

  #text(length: number): string {
    let text = ''
    for (let count = 0; count < length; count++) {
      const character = String.fromCharCode(this.#next++)
      this.typed.add(character)
      text += character
    }
    return text
  }

  #erase(from: number, length: number): void {
    const to = Math.min(this.editor.text.length, from + length)
    if (to > from) this.editor.erase(from, to)
  }
}

test('A25 undo-all takes away exactly my surviving characters and brings back exactly what only I erased', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      using pair = await editorPair('0123456789')
      const authors = { a: new Author(pair.a, 0x4e00), b: new Author(pair.b, 0xac00) }
      for (const step of steps) {
        if (step.kind === 'deliver') {
          pair.wire.deliver(pair[step.who].session, step.count)
          pair[step.who].assertSynced()
        } else authors[step.who].run(step)
      }
      pair.flush()
      const { a, b } = authors
      const before = pair.a.text
      while (pair.a.undo()) pair.a.assertSynced()
      pair.flush()
      const text = pair.a.text
      // What B erased and brought back by undo is B's to keep; nothing else of A's stays.
      for (const character of text) if (a.typed.has(character)) expect(b.erased).toContain(character)
      // Nothing of B's goes, and what A erased of others' is back.
      for (const character of ['0123456789', ...b.typed].join('')) {
        if (!b.erased.has(character)) expect(text).toContain(character)
      }
      // Nothing comes twice, except what both took away at the same time and both brought back.
      for (const [at, character] of [...text].entries()) {
        if (text.indexOf(character) !== at) expect(a.erased.has(character) && b.erased.has(character)).toBe(true)
      }
      // Nothing comes out of nowhere.
      for (const character of text) if (!before.includes(character)) expect(a.erased).toContain(character)
    }),
    { numRuns: 200 },
  )
}, 60_000)
