// @vitest-environment jsdom
import { StateEffect } from '@codemirror/state'
import { RevertPlanner } from '@tandem/crdt/revert'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdBack } from './hold-back.ts'
import { ownKeysFirst } from './own-keys-first.ts'
import { revert } from './revert.ts'
import { editorPair, settled } from './testing/editor-pair.ts'
import { docOf } from './testing/memory-session.ts'
import { peerIn } from './testing/test-peer.ts'

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Two editors; only A's owner puts their own keys first. */
async function pairOf(text: string) {
  const pair = await editorPair(text)
  pair.a.view.dispatch({ effects: StateEffect.appendConfig.of(ownKeysFirst) })
  return pair
}

/** A frame of the page, and what comes right behind its picture. */
const picture = () => vi.advanceTimersByTime(20)

test('who reads sees what others write as it comes', async () => {
  using pair = await pairOf('ab')
  pair.b.type(1, 'X')
  pair.wire.flush()
  expect(pair.a.text).toBe('aXb')
})

test('while I type, what others write comes behind the picture of my key, and mine goes out at once', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  expect([a.text, b.text]).toEqual(['mab', 'mabX'])
  picture()
  expect(a.text).toBe('mabX')
  b.type(4, 'Y')
  b.type(5, 'Z')
  wire.flush()
  expect(a.text).toBe('mabX')
  a.type(1, 'e')
  expect(a.text).toBe('meabX')
  picture()
  expect(a.text).toBe('meabXYZ')
  pair.flush()
})

test('without another key of mine it comes after a tenth of a second, also where no picture is made', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0)
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  vi.advanceTimersByTime(99)
  expect(a.text).toBe('mab')
  vi.advanceTimersByTime(1)
  expect(a.text).toBe('mabX')
})

test('when I have paused, it comes at once again', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  a.type(0, 'm')
  wire.flush()
  vi.advanceTimersByTime(501)
  b.type(3, 'X')
  wire.flush()
  expect(a.text).toBe('mabX')
})

test('what others write is no key of mine', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  b.type(2, 'X')
  wire.flush()
  b.type(3, 'Y')
  wire.flush()
  expect(a.text).toBe('abXY')
})

test('the carets of others come with their text', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  const dispatched = vi.spyOn(a.view, 'dispatch')
  for (let moved = 0; moved < 3; moved++) a.session.setPeers([peerIn(b, 1, [[moved, moved]])])
  expect(dispatched).not.toHaveBeenCalled()
  picture()
  expect(dispatched).toHaveBeenCalledTimes(2)
})

test('what I want held back stays held back, and comes at once when I want it', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  holdBack(a.view, true)
  picture()
  expect(a.text).toBe('mab')
  holdBack(a.view, false)
  expect(a.text).toBe('mabX')
})

test('what I take back is there first', async () => {
  using pair = await pairOf('ab')
  const { a, b, wire } = pair
  const planner = new RevertPlanner(docOf(9, 'ab'))
  b.session.onSend = (change) => planner.add(change, true)
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  expect(a.text).toBe('mab')
  expect(revert(a.view, planner.plan())).toBe(true)
  pair.flush()
  expect(b.text).toBe('mab')
})

test('an editor that goes leaves nothing to be done', async () => {
  const pair = await pairOf('ab')
  const { a, b, wire } = pair
  a.type(0, 'm')
  b.type(2, 'X')
  wire.flush()
  pair[Symbol.dispose]()
  expect(() => vi.advanceTimersByTime(1_000)).not.toThrow()
  await settled()
})
