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
  expect(told.splice(0)).toEqual([{ by: ['replica 2'], firstLine: 1, lastLine: 3, onMyLine: false }])
  b.type(5, 'z\n')
  flush()
  expect(told.splice(0)).toEqual([{ by: ['replica 2'], firstLine: 2, lastLine: 3, onMyLine: true }])
  a.type(0, 'mine')
  a.session.open(docOf(3, 'another document'))
  expect(told.splice(0).filter(({ by }) => by.includes('replica 1'))).toEqual([])
})
