// @vitest-environment jsdom
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { commandOf } from './run-text-command.ts'
import { changeInReading, editorSetup, showReading } from './setup.ts'

test('no rule of how it looks is lost: whatever holds only somewhere names what it holds for', () => {
  const state = EditorState.create({ extensions: editorSetup({ hintId: 'hint', nonce: undefined }) })
  const view = new EditorView({ state, parent: document.body })
  const sheets = [...document.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n')
  view.destroy()
  expect(sheets).toContain('@media')
  // A rule of which only the condition is left has its declarations right behind it.
  expect(sheets.match(/@media[^{]*\{\s*[\w-]+:[^{]*\}/g)).toBeNull()
})

test.each([
  ['changes what it says', true, '  one'],
  ['changes nothing for those who may not write', false, 'one'],
])('a command in a text that is open for reading %s, and it stays open for reading', (_name, mayWrite, text) => {
  const state = EditorState.create({ doc: 'one', extensions: editorSetup({ hintId: 'hint', nonce: undefined }) })
  const view = new EditorView({ state, parent: document.body })
  showReading(view, true)
  changeInReading(view, mayWrite, () => commandOf.indentMore(view))
  expect(view.state.doc.toString()).toBe(text)
  expect(view.state.readOnly).toBe(true)
  view.destroy()
})
