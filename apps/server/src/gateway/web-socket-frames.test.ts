import { expect, test } from 'vitest'
import { WebSocketFrames } from './web-socket-frames.ts'

test('T3 what many get is made once', () => {
  const frames = new WebSocketFrames()
  const [shared, own] = [new Uint8Array([1, 2]), new Uint8Array([9])]
  expect(frames.of(shared)).toBe(frames.of(shared))
  expect(frames.of(own)).not.toEqual(frames.of(shared))
})

test.each<[number, readonly number[]]>([
  [0, [0x82, 0]],
  [1, [0x82, 1]],
  [125, [0x82, 125]],
  [126, [0x82, 126, 0, 126]],
  [65_535, [0x82, 126, 0xff, 0xff]],
  [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
])('T4 a message of %i bytes has the header that RFC 6455 gives it', (length, header) => {
  const message = new Uint8Array(length).fill(7)
  expect([...new WebSocketFrames().of(message)]).toEqual([...header, ...message])
})
