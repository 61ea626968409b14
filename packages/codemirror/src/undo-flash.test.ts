// @vitest-environment jsdom
import { EditorView } from '@codemirror/view'
import { expect, test, vi } from 'vitest'
import { editorPair } from './testing/editor-pair.ts'
import { layOutAtOnePlace } from './testing/one-place-layout.ts'

layOutAtOnePlace()

function marks(view: EditorView): number {
  vi.advanceTimersByTime(40)
  return view.dom.querySelectorAll('.cm-undone').length
}

test('A28 what an undo or redo changed is marked for a moment, a deletion too; nothing else is', async () => {
  using pair = await editorPair('one\ntwo')
  const { a, b, flush } = pair
  a.type(0, 'x')
  b.type(5, 'y')
  flush()
  expect(marks(a.view)).toBe(0)
  a.undo()
  expect(marks(a.view)).toBeGreaterThan(0)
  vi.advanceTimersByTime(700)
  expect(marks(a.view)).toBe(0)
  a.redo()
  b.type(0, 'z')
  flush()
  expect(marks(a.view)).toBeGreaterThan(0)
  vi.advanceTimersByTime(700)
  expect(marks(a.view)).toBe(0)
})

test('A28 the change is brought on the screen, also where the selection is elsewhere', async () => {
  const scrolled: number[] = []
  const watch = EditorView.updateListener.of(({ transactions }) => {
    for (const { scrollIntoView, effects, newSelection } of transactions) {
      const target = effects.find(({ value }) => value?.range)?.value.range.head
      if (scrollIntoView) scrolled.push(target ?? newSelection.main.head)
    }
  })
  using pair = await editorPair('\n'.repeat(200), watch)
  const { a } = pair
  a.select(10)
  a.type(10, 'typed')
  a.view.dispatch({ changes: { from: 150, insert: 'far away' }, userEvent: 'input.replace.all' })
  a.undo()
  a.undo()
  expect(scrolled).toEqual([150, 10])
})
