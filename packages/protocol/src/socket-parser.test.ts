import { describe, expect, test } from 'vitest'
import { frameEvent, socketParser } from './socket-parser.ts'

const { Encoder, Decoder } = socketParser

function decoded(chunk: unknown): unknown {
  const decoder = new Decoder()
  let packet: unknown
  decoder.on('decoded', (value) => {
    packet = value
  })
  decoder.add(chunk)
  return packet
}

describe('P1 packets survive', () => {
  const packets = [
    { type: 0, nsp: '/' },
    { type: 0, nsp: '/', data: { sid: 'abc' } },
    { type: 1, nsp: '/' },
    { type: 2, nsp: '/', data: [frameEvent, new Uint8Array([1, 2, 3])] },
    { type: 4, nsp: '/', data: { message: 'no' } },
  ]
  test.each(packets)('$type', (packet) => {
    const [chunk] = new Encoder().encode(packet)
    expect(decoded(chunk)).toEqual(packet)
  })

  test('a frame is sent as it is', () => {
    const frame = new Uint8Array([1, 2, 3])
    expect(new Encoder().encode({ type: 2, nsp: '/', data: [frameEvent, frame] })[0]).toBe(frame)
  })
})

describe('P2 everything else is refused', () => {
  const chunks: [string, unknown][] = [
    ['text', '2["frame",{}]'],
    ['nothing', new Uint8Array()],
    ['an acknowledgement', new Uint8Array([0x83])],
    ['an unknown packet', new Uint8Array([0xff])],
    ['a long control packet', new Uint8Array(2000).fill(0x80)],
    ['ill-formed text', new Uint8Array([0x84, 0xff])],
    ['null', null],
  ]
  test.each(chunks)('%s', (_, chunk) => {
    expect(() => decoded(chunk)).toThrow()
  })

  test.each([
    { type: 2, nsp: '/', data: ['other', new Uint8Array()] },
    { type: 2, nsp: '/', data: [frameEvent, 'text'] },
    { type: 2, nsp: '/', data: [frameEvent, new Uint8Array(), 1] },
    { type: 2, nsp: '/', data: [frameEvent, new Uint8Array()], id: 1 },
    { type: 3, nsp: '/', data: [] },
  ])('not sent: %j', (packet) => {
    expect(() => new Encoder().encode(packet)).toThrow()
  })
})
