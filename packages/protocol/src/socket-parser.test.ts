import { describe, expect, test } from 'vitest'
import { clientSocketParser, frameEvent, joinFrames, socketParser } from './socket-parser.ts'

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

describe('P3 what a server says in one turn is one message', () => {
  /** The frames that a decoder tells, one by one. */
  function framesOf(chunk: Uint8Array): unknown[] {
    const decoder = new clientSocketParser.Decoder()
    const frames: unknown[] = []
    decoder.on('decoded', ({ data }) => frames.push(Array.isArray(data) ? data[1] : null))
    decoder.add(chunk)
    return frames
  }

  test.each([[1], [2], [3], [200]])('%i frames come one by one, in order', (count) => {
    const frames = Array.from({ length: count }, (_, at) => new Uint8Array(at % 7 === 0 ? 300 : 1).fill(at % 128))
    expect(framesOf(joinFrames(frames))).toEqual(frames)
  })

  test('a single frame is sent as it is', () => {
    const frame = new Uint8Array([1, 2, 3])
    expect(joinFrames([frame])).toBe(frame)
  })

  test.each<[string, readonly number[]]>([
    ['a cut length', [0x88, 0x80]],
    ['a cut frame', [0x88, 3, 1, 2]],
    ['an empty frame', [0x88, 0]],
    ['a control packet among them', [0x88, 1, 0x81]],
    ['several in several', [0x88, 3, 0x88, 1, 0]],
  ])('%s is refused', (_, bytes) => {
    expect(() => framesOf(new Uint8Array(bytes))).toThrow()
  })

  test('a client can not do so: its frames are counted one by one', () => {
    expect(() => decoded(joinFrames([new Uint8Array([1]), new Uint8Array([2])]))).toThrow()
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
