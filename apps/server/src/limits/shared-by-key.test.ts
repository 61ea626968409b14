import { expect, test } from 'vitest'
import { SharedByKey } from './shared-by-key.ts'

type Cup = { used: boolean }

function cups() {
  return new SharedByKey<Cup>(
    () => ({ used: false }),
    (cup) => !cup.used,
  )
}

test('all who hold a key have one thing, and it goes with the last of them', () => {
  const shared = cups()
  expect(shared.hold('a')).toBe(shared.hold('a'))
  expect(shared.hold('b')).not.toBe(shared.hold('a'))
  for (const key of ['a', 'a', 'b']) shared.release(key)
  expect(shared.size).toBe(1)
  shared.release('a')
  expect(shared.size).toBe(0)
})

test('what was used up is still used up for who comes back', () => {
  const shared = cups()
  shared.hold('a').used = true
  shared.release('a')
  expect(shared.hold('a').used).toBe(true)
})

test('however many come and go, what has become as new takes no memory', () => {
  const shared = cups()
  const left: Cup[] = []
  for (let at = 0; at < 20_000; at++) {
    const cup = shared.hold(`${at}`)
    cup.used = true
    left.push(cup)
    shared.release(`${at}`)
    // The first of the last hundred has become as new.
    const old = left[at - 100]
    if (old) old.used = false
  }
  expect(shared.size).toBeLessThan(2_000)
})

test('giving back what nobody holds changes nothing', () => {
  const shared = cups()
  shared.release('a')
  expect(shared.size).toBe(0)
})
