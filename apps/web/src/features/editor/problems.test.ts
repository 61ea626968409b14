// @vitest-environment jsdom
import { diagnosticCount } from '@codemirror/lint'
import { editorPair } from '@tandem/codemirror/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadLanguages } from './languages.ts'
import { problems } from './problems.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('problems are marked and cleared when I rest, and soon after somebody else made them, however much the others type', async () => {
  const support = await (await loadLanguages()).named('JSON')?.load()
  const onCount = vi.fn()
  using pair = await editorPair('{"a": 1}', [support ?? [], problems(onCount)])
  const { a, b } = pair
  const marked = () => diagnosticCount(a.view.state)
  const whileOthersType = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 200) {
      b.type(0, ' ')
      pair.flush()
      await vi.advanceTimersByTimeAsync(200)
    }
  }
  await vi.advanceTimersByTimeAsync(600)
  expect(onCount).toHaveBeenCalled()

  a.type(a.text.indexOf('}'), ',')
  await whileOthersType(400)
  expect(marked()).toBe(0)
  await whileOthersType(200)
  expect(marked()).toBe(1)
  a.erase(a.text.indexOf(','), a.text.indexOf('}'))
  await whileOthersType(600)
  expect(marked()).toBe(0)

  b.type(b.text.indexOf('}'), ',')
  await whileOthersType(2_000)
  expect(marked()).toBe(1)
})
