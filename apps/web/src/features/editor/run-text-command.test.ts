// @vitest-environment jsdom
import { editorPair } from '@tandem/codemirror/testing'
import { expect, test, vi } from 'vitest'
import { toast } from '#ui/toast.tsx'
import { commandOf } from './run-text-command.ts'

vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

test.each([
  ['whoIsWhere', 'Nobody else has a cursor here'],
  ['nextPeer', 'Nobody else has a cursor here'],
  ['previousPeer', 'Nobody else has a cursor here'],
  ['nextRemoteChange', 'Nobody else has changed the text'],
  ['previousRemoteChange', 'Nobody else has changed the text'],
] as const)('A100 %s says where there is nothing: %s', async (name, message) => {
  using pair = await editorPair('one')
  commandOf[name](pair.a.view)
  expect(vi.mocked(toast).mock.calls.splice(0)).toEqual([[{ message }]])
})

test('A100 goes to what others changed without a word too many', async () => {
  using pair = await editorPair('one two')
  const { a, b, flush } = pair
  b.type(4, 'x')
  flush()
  commandOf.nextRemoteChange(a.view)
  expect(a.view.state.selection.main.head).toBe(4)
  expect(vi.mocked(toast)).not.toHaveBeenCalled()
})
