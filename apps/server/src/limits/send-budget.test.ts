import { expect, test } from 'vitest'
import { parseLimits } from './limit-overrides.ts'
import { SendBudget, type Unsent } from './send-budget.ts'

const limits = parseLimits('heldBackBytes=100,heldBackMessages=4,unsentBytes=1000,unsentMessages=16,unsentMs=5000')
const unsent = (bytes: number, messages = 1, mark = bytes): Unsent => ({ bytes, messages, mark })

test('G17 rows are held back long before a reader is cut', () => {
  const holdsBack = (now: Unsent) => {
    const budget = new SendBudget(limits)
    budget.sent(101)
    return budget.holdsBack({ unsent: now })
  }
  expect([unsent(100, 4), unsent(101, 4), unsent(100, 5)].map(holdsBack)).toEqual([false, true, true])
})

test('what waits is looked at only when as much went out since the last look', () => {
  const budget = new SendBudget(limits)
  const looks: Unsent[] = []
  const holdsBackWith = (now: Unsent) =>
    budget.holdsBack({
      get unsent() {
        looks.push(now)
        return now
      },
    })
  for (let count = 0; count < 4; count++) {
    budget.sent(25)
    expect(holdsBackWith(unsent(1_000))).toBe(false)
  }
  expect(looks).toEqual([])
  // The fifth message: one of them still waits, so three more are too few again.
  budget.sent(1)
  expect(holdsBackWith(unsent(20, 1))).toBe(false)
  for (let count = 0; count < 3; count++) budget.sent(1)
  expect(holdsBackWith(unsent(1_000))).toBe(false)
  expect(looks).toEqual([unsent(20, 1)])
  budget.sent(1)
  expect(holdsBackWith(unsent(1_000))).toBe(true)
  // Until the reader has taken it.
  expect(holdsBackWith(unsent(101))).toBe(true)
  expect(holdsBackWith(unsent(0, 0))).toBe(false)
})

test('G17 too much that waits', () => {
  const budget = new SendBudget(limits)
  budget.sent(50)
  expect(budget.isExceeded(unsent(1050, 16), 0)).toBe(false)
  expect(budget.isExceeded(unsent(1051, 16), 0)).toBe(true)
  expect(budget.isExceeded(unsent(50, 17), 0)).toBe(true)
})

test('G17 a document that is opened may be larger than what waits behind it', () => {
  const budget = new SendBudget(limits)
  budget.sent(1_000_000)
  expect(budget.isExceeded(unsent(1_001_000, 2), 0)).toBe(false)
  expect(budget.isExceeded(unsent(1_001_001, 2), 0)).toBe(true)
})

test('G17 a reader that takes nothing for five seconds', () => {
  const budget = new SendBudget(limits)
  expect(budget.isExceeded(unsent(10), 1_000)).toBe(false)
  expect(budget.isExceeded(unsent(10), 5_999)).toBe(false)
  expect(budget.isExceeded(unsent(10), 6_000)).toBe(true)
})

test('a slow reader that takes something, however little, and one that has taken all, are not cut', () => {
  const budget = new SendBudget(limits)
  for (let second = 0; second < 60; second++) {
    expect(budget.isExceeded(unsent(500, 1, Math.floor(second / 4)), second * 1000)).toBe(false)
  }
  expect(budget.isExceeded(unsent(0, 0), 64_000)).toBe(false)
  expect(budget.isExceeded(unsent(500, 1, 14), 65_000)).toBe(false)
  expect(budget.isExceeded(unsent(500, 1, 14), 70_000)).toBe(true)
})
