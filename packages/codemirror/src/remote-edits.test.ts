// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { RemoteEdit } from './remote-edit.ts'
import { editorPair } from './testing/editor-pair.ts'
import { docOf } from './testing/memory-session.ts'

test('A100 what others wrote is told with its lines, and whether it is where I am; mine is not', async () => {
  const told: RemoteEdit[] = []
  using pair = await editorPair('one\ntwo\nthree\nfour', [], { onRemoteEdit: (edit) => told.push(edit) })
  const { a, b, flush } = pair
  a.select(5)
  b.type(9, 'x')
  b.type(0, 'y')
  flush()
  expect(told.splice(0)).toEqual([
    {
      by: ['replica 2'],
      ranges: [
        { firstLine: 1, lastLine: 1, onMyLine: false },
        { firstLine: 3, lastLine: 3, onMyLine: false },
      ],
    },
  ])
  b.type(5, 'z\n')
  flush()
  expect(told.splice(0)).toEqual([{ by: ['replica 2'], ranges: [{ firstLine: 2, lastLine: 3, onMyLine: true }] }])
  a.type(0, 'mine')
  a.session.open(docOf(3, 'another document'))
  expect(told.splice(0).filter(({ by }) => by.includes('replica 1'))).toEqual([])
})

test('A100 of what somebody does everywhere my line is told apart, and the rest in a few ranges', async () => {
  const told: RemoteEdit[] = []
  using pair = await editorPair('\n'.repeat(899), [], { onRemoteEdit: (edit) => told.push(edit) })
  const { a, b, flush } = pair
  const everyLine = (step: number) =>
    b.view.dispatch({
      changes: Array.from({ length: Math.ceil(900 / step) }, (_, at) => {
        return { from: b.view.state.doc.line(at * step + 1).from, insert: 'x' }
      }),
    })
  a.select(500)
  everyLine(1)
  flush()
  expect(told.splice(0).map(({ ranges }) => ranges)).toEqual([
    [
      { firstLine: 501, lastLine: 501, onMyLine: true },
      { firstLine: 1, lastLine: 500, onMyLine: false },
      { firstLine: 502, lastLine: 900, onMyLine: false },
    ],
  ])
  everyLine(10)
  flush()
  const [mine, ...others] = told.flatMap(({ ranges }) => ranges)
  expect(mine).toEqual({ firstLine: 501, lastLine: 501, onMyLine: true })
  expect(others.length).toBeLessThan(20)
  expect([others[0]?.firstLine, others.at(-1)?.lastLine]).toEqual([1, 891])
})
