// @vitest-environment jsdom
import { StateEffect } from '@codemirror/state'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countTextLater } from './count-text-later.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Two editors, what the first of them counts, and a time in which the second writes a word every tenth of a second. */
async function counted(text: string) {
  const pair = await editorPair(text)
  const onCount = vi.fn()
  pair.a.view.dispatch({ effects: StateEffect.appendConfig.of(countTextLater(onCount)) })
  await vi.advanceTimersByTimeAsync(300)
  const whileOthersType = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      pair.b.type(0, 'x ')
      pair.flush()
      await vi.advanceTimersByTimeAsync(100)
    }
  }
  return { a: pair.a, onCount, whileOthersType, [Symbol.dispose]: () => pair[Symbol.dispose]() }
}

test('the text is counted once it is there', async () => {
  using editor = await counted('one two\nthree')
  expect(editor.onCount.mock.lastCall).toEqual([{ words: 3, lines: 2, selected: false }])
})

test('while others type without a pause what I select is counted, and then what they write', async () => {
  using editor = await counted('one two three')
  editor.a.select(0, 7)
  await editor.whileOthersType(300)
  expect(editor.onCount.mock.lastCall).toEqual([{ words: 2, lines: 1, selected: true }])
  editor.a.select(0)
  await editor.whileOthersType(300)
  editor.onCount.mockClear()
  await editor.whileOthersType(900)
  expect(editor.onCount).toHaveBeenCalledTimes(3)
})

test('my own keys put it off until I rest', async () => {
  using editor = await counted('')
  editor.onCount.mockClear()
  for (let key = 0; key < 10; key++) {
    editor.a.type(key, 'x')
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(editor.onCount).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  expect(editor.onCount.mock.calls).toEqual([[{ words: 1, lines: 1, selected: false }]])
})
