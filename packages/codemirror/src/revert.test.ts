// @vitest-environment jsdom
import { EditorView } from '@codemirror/view'
import { type RevertPlan, RevertPlanner } from '@tandem/crdt/revert'
import { expect, test } from 'vitest'
import { holdBack } from './hold-back.ts'
import { revert } from './revert.ts'
import { editorPair, type TestEditor } from './testing/editor-pair.ts'
import { docOf } from './testing/memory-session.ts'

/** Watches what B does from now on; the plan that takes it back is made when it is asked for. */
function watch(b: TestEditor, text: string): () => RevertPlan {
  const planner = new RevertPlanner(docOf(9, text))
  b.session.onSend = (change) => planner.add(change, true)
  return () => planner.plan()
}

test('A26 what B did goes and comes back as one step, which A takes back with one undo', async () => {
  using pair = await editorPair('one two three')
  const { a, b, flush } = pair
  const plan = watch(b, 'one two three')
  b.erase(4, 8)
  b.type(0, 'B: ')
  b.type(b.text.length, '!')
  flush()
  a.type(0, 'A ')
  flush()
  expect(revert(a.view, plan())).toBe(true)
  flush()
  expect(a.text).toBe('A one two three')
  a.undo()
  flush()
  expect(a.text).toBe('A B: one three!')
  a.redo()
  flush()
  expect(a.text).toBe('A one two three')
  a.undo()
  a.undo()
  flush()
  expect(a.text).toBe('B: one three!')
})

test('A26 what others write meanwhile stays, also what I held back', async () => {
  using pair = await editorPair('one')
  const { a, b, wire, flush } = pair
  const plan = watch(b, 'one')
  b.type(3, ' two')
  const made = plan()
  holdBack(a.view, true)
  b.type(5, '<later>')
  wire.flush()
  expect(a.text).toBe('one')
  expect(revert(a.view, made)).toBe(true)
  flush()
  expect(a.text).toBe('one<later>')
})

test('A26 what two undo, one after the other, comes back once', async () => {
  using pair = await editorPair('one two')
  const { a, b, flush } = pair
  const plan = watch(b, 'one two')
  b.erase(0, 4)
  flush()
  const made = plan()
  expect(revert(b.view, made)).toBe(true)
  flush()
  expect(revert(a.view, made)).toBe(false)
  expect(a.text).toBe('one two')
})

test('A26 it is brought on the screen, as what my own undo changes', async () => {
  const targets: number[] = []
  const watchScrolls = EditorView.updateListener.of(({ transactions }) => {
    for (const { effects } of transactions)
      for (const { value } of effects) if (value?.range) targets.push(value.range.head)
  })
  using pair = await editorPair('\n'.repeat(200), watchScrolls)
  const { a, b, flush } = pair
  const plan = watch(b, '\n'.repeat(200))
  b.type(150, 'far away')
  flush()
  revert(a.view, plan())
  expect(targets).toEqual([150])
})

test('A26 nothing is done where there is nothing to do, or by who may not write', async () => {
  using pair = await editorPair('one')
  const { a, b, flush } = pair
  const plan = watch(b, 'one')
  expect(revert(a.view, plan())).toBe(false)
  b.type(0, 'zero ')
  flush()
  a.session.setWritable(false)
  expect(revert(a.view, plan())).toBe(false)
  expect(a.text).toBe('zero one')
})
