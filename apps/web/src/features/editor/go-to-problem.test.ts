// @vitest-environment jsdom
import { setDiagnostics } from '@codemirror/lint'
import { editorPair } from '@tandem/codemirror/testing'
import { expect, test, vi } from 'vitest'
import { toast } from '#ui/toast.tsx'
import { goToProblem } from './go-to-problem.ts'

vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

test('goes to what is marked, and says so where nothing is', async () => {
  using pair = await editorPair('one two')
  const { view } = pair.a
  goToProblem(view)
  await vi.dynamicImportSettled()
  expect(vi.mocked(toast).mock.calls).toEqual([[{ message: 'No problems are marked here' }]])
  view.dispatch(setDiagnostics(view.state, [{ from: 4, to: 7, severity: 'error', message: 'unexpected' }]))
  goToProblem(view)
  await vi.dynamicImportSettled()
  expect(view.state.selection.main.from).toBe(4)
  expect(vi.mocked(toast)).toHaveBeenCalledOnce()
})
