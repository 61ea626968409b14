import { Prng } from '@tandem/crdt/testing'
import { expect, test } from 'vitest'
import { PlainText } from './plain-text.ts'

test('does what a string does, across chunks of all sizes', () => {
  const random = new Prng(7)
  const text = new PlainText()
  let twin = ''
  for (let step = 0; step < 500; step++) {
    const at = random.int(twin.length + 1)
    const deleted = random.int(Math.min(random.int(3) === 0 ? 9_000 : 2, twin.length - at + 1))
    const insert = 'abcdefg'.repeat([0, 1, 1, 700][random.int(4)] ?? 0).slice(random.int(7))
    text.splice(at, deleted, insert)
    twin = twin.slice(0, at) + insert + twin.slice(at + deleted)
    expect(text.length).toBe(twin.length)
  }
  expect(text.toString()).toBe(twin)
  expect(() => text.splice(twin.length, 1, '')).toThrow(RangeError)
})
