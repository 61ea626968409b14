// @vitest-environment jsdom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Result } from './result.ts'
import { type Answered, useAnswer } from './use-answer.ts'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

type Found = { readonly found: string }

/** A page that asks, and the answers that are given by hand, in any order. */
function stage() {
  const asked: { readonly resolve: (result: Result<Found>) => void; readonly reject: (error: Error) => void }[] = []
  const ask = () => new Promise<Result<Found>>((resolve, reject) => asked.push({ resolve, reject }))
  let latest: Answered<Found> | undefined
  function Page({ about }: { readonly about: string | null }) {
    latest = useAnswer(about, ask, 'Unreachable.')
    return null
  }
  const root = createRoot(document.createElement('main'))
  const shown = () => {
    const answer = latest?.answer
    return answer?.kind === 'here' ? answer.value.found : answer?.kind === 'failed' ? answer.message : answer?.kind
  }
  return {
    asked,
    shown,
    show: (about: string | null) => act(async () => root.render(createElement(Page, { about }))),
    answer: (at: number, found: string) => act(async () => asked[at]?.resolve({ ok: true, found })),
    fail: (at: number) => act(async () => asked[at]?.reject(new Error('no network'))),
    does: (deed: (latest: Answered<Found>) => void) => act(async () => latest && deed(latest)),
  }
}

test('the last question counts, whichever is answered last', async () => {
  const { show, answer, shown } = stage()
  await show('A')
  await show('B')
  await answer(1, 'of B')
  await answer(0, 'of A')
  expect(shown()).toBe('of B')
})

test('what is there stays while the same is asked again, and goes when it is another question', async () => {
  const { show, answer, shown } = stage()
  await show('A')
  expect(shown()).toBe('loading')
  await answer(0, 'one')
  await show(null)
  await show('A')
  expect(shown()).toBe('one')
  await answer(1, 'two')
  expect(shown()).toBe('two')
  await show('B')
  expect(shown()).toBe('loading')
})

test('a failure says why, and asking again begins anew', async () => {
  const { asked, show, fail, does, shown } = stage()
  await show('A')
  await fail(0)
  expect(shown()).toBe('Unreachable.')
  await does(({ again }) => again())
  expect(shown()).toBe('loading')
  await act(async () => asked[1]?.resolve({ ok: false, code: 'forbidden', message: 'Not you.', field: null }))
  expect(shown()).toBe('Not you.')
})

test('what is newer than the answer is shown, and only what is there is changed', async () => {
  const { show, does, shown } = stage()
  await show('A')
  await does(({ change }) => change(({ found }) => ({ found: `${found}!` })))
  expect(shown()).toBe('loading')
  await does((latest) => latest.show({ found: 'newer' }))
  await does(({ change }) => change(({ found }) => ({ found: `${found}!` })))
  expect(shown()).toBe('newer!')
})
