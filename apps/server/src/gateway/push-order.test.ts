import { FakeClock } from '@tandem/protocol/testing'
import { expect, test } from 'vitest'
import { PushOrder } from './push-order.ts'

function order() {
  const clock = new FakeClock()
  return { clock, order: new PushOrder(clock) }
}

const change = (rseq: number, replica = 1) => ({ replica, rseq })

test('what comes behind a refused push is refused without a word, until the client begins again', () => {
  const { order: pushes } = order()
  pushes.begins(change(1))
  pushes.saw(change(2))
  pushes.begins(change(3))
  expect(pushes.refuses).toBe(false)
  pushes.refuse()
  for (const rseq of [4, 5, 6]) {
    pushes.begins(change(rseq))
    expect([pushes.refuses, pushes.isWordDue]).toEqual([true, false])
  }
  pushes.begins(change(3))
  expect(pushes.refuses).toBe(false)
})

test('it begins again with whatever had no echo: also in the middle of a push that was taken, also of another replica', () => {
  for (const [replica, rseq] of [
    [1, 2],
    [2, 7],
  ] as const) {
    const { order: pushes } = order()
    pushes.begins(change(1, 1))
    pushes.saw(change(2, 1))
    pushes.begins(change(7, 2))
    pushes.refuse()
    pushes.begins(change(8, 2))
    expect(pushes.refuses).toBe(true)
    pushes.begins(change(rseq, replica))
    expect(pushes.refuses).toBe(false)
  }
})

test('refused a second time before it has come as far as the first time, it is still refused', () => {
  const { order: pushes } = order()
  pushes.begins(change(1))
  pushes.refuse()
  for (const rseq of [2, 3, 4]) pushes.begins(change(rseq))
  pushes.begins(change(1))
  pushes.begins(change(2))
  expect(pushes.refuses).toBe(false)
  pushes.refuse()
  for (const rseq of [3, 4, 5]) {
    pushes.begins(change(rseq))
    expect(pushes.refuses).toBe(true)
  }
  pushes.begins(change(2))
  expect(pushes.refuses).toBe(false)
})

test('a replica that is new to the connection is still behind what was refused', () => {
  const { order: pushes } = order()
  pushes.begins(change(1, 1))
  pushes.refuse()
  pushes.begins(change(1, 2))
  expect(pushes.refuses).toBe(true)
})

test('who has nothing to begin again with, because it is in the log after all, is told once more', () => {
  const { clock, order: pushes } = order()
  pushes.begins(change(1))
  expect(pushes.isWordDue).toBe(true)
  pushes.refuse()
  clock.turn(499)
  pushes.begins(change(2))
  expect([pushes.refuses, pushes.isWordDue]).toEqual([true, false])
  clock.turn(1)
  pushes.begins(change(3))
  expect([pushes.refuses, pushes.isWordDue]).toEqual([true, true])
  pushes.refuse()
  pushes.begins(change(3))
  expect(pushes.refuses).toBe(false)
})
