// @vitest-environment jsdom
import { Text } from '@codemirror/state'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdBack } from './hold-back.ts'
import { asFromSession } from './remote-annotation.ts'
import { editorPair, settled, type TestEditor } from './testing/editor-pair.ts'
import { docOf } from './testing/memory-session.ts'
import { checkPauseMs, checkRestMs, isTextOf } from './text-check.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Makes an editor show what its session does not have, as no change of anybody's does. */
const plant = ({ view }: TestEditor) => view.dispatch(asFromSession({ changes: { from: 0, insert: 'planted ' } }))
const silentLog = () => vi.spyOn(console, 'error').mockImplementation(() => undefined)

async function after(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settled()
}

test('A09 an editor that shows another text than its session has notices that, says so and turns back', async () => {
  using pair = await editorPair('text')
  const { a, b, flush } = pair
  const logged = silentLog()
  plant(a)
  await after(checkPauseMs - 1)
  expect(a.text).toBe('planted text')
  await after(1)
  expect(a.text).toBe('text')
  expect(logged).toHaveBeenCalledOnce()
  expect(a.undo()).toBe(false)
  a.type(4, '!')
  flush()
  expect(b.text).toBe('text!')
})

test('A09 what is equal is left alone, and nobody looks again until something has changed', async () => {
  using pair = await editorPair('text')
  const { a, b, flush } = pair
  const logged = silentLog()
  a.type(0, 'my ')
  b.type(4, '!')
  flush()
  await after(checkPauseMs)
  expect(a.text).toBe('my text!')
  expect(logged).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('A09 nobody looks while I type, nor while something is held back', async () => {
  using pair = await editorPair('text')
  const { a, b, wire } = pair
  silentLog()
  plant(a)
  await after(checkPauseMs - 1)
  a.type(0, 'x')
  await after(checkRestMs - 1)
  expect(a.text).toBe('xplanted text')
  await after(1)
  expect(a.text).toBe('xtext')
  holdBack(a.view, true)
  b.type(0, 'y')
  wire.deliver(a.session)
  await after(checkPauseMs)
  expect(a.text).toBe('xtext')
})

test.each<[string, string, boolean]>([
  ['one\ntwo', 'one\ntwo', true],
  ['one\r\ntwo', 'one\r\ntwo', true],
  ['one\ntwo', 'one\ntw', false],
  ['one\ntwo', 'one two', false],
  ['', '', true],
  ['x'.repeat(200_000), 'x'.repeat(200_000), true],
  ['x'.repeat(200_000), `${'x'.repeat(199_999)}y`, false],
])('a document with the text %#', (has, shows, expected) => {
  expect(isTextOf(docOf(1, has), Text.of(shows.split('\n')))).toBe(expected)
})
