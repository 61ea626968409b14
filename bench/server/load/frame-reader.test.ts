import { expect, test } from 'vitest'
import { clientFrame, FrameReader } from './frame-reader.ts'

/** As a server sends it: without a mask. */
function serverFrame(opcode: number, content: Buffer): Buffer {
  const { length } = content
  const size =
    length < 126
      ? [length]
      : length < 65_536
        ? [126, length >> 8, length & 255]
        : [127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from([0x80 | opcode, ...size]), content])
}

function read(chunks: readonly Buffer[]): string[] {
  const seen: string[] = []
  const reader = new FrameReader({
    wants(isText, first) {
      if (first === 0x2d) seen.push('unwanted')
      return isText || first !== 0x2d
    },
    message: (content, isText) =>
      seen.push(`${isText ? 'text' : 'binary'} ${content.length} ${content.subarray(0, 3)}`),
    ping: (content) => seen.push(`ping ${content}`),
    close: (code) => seen.push(`close ${code}`),
  })
  for (const chunk of chunks) reader.push(chunk)
  return seen
}

const stream = Buffer.concat([
  serverFrame(1, Buffer.from('abc')),
  serverFrame(2, Buffer.from('-skipped')),
  serverFrame(2, Buffer.alloc(0)),
  serverFrame(9, Buffer.from('hi')),
  serverFrame(2, Buffer.alloc(300, 'x')),
  serverFrame(2, Buffer.concat([Buffer.from('-'), Buffer.alloc(70_000, 'z')])),
  serverFrame(2, Buffer.alloc(70_000, 'y')),
  serverFrame(8, Buffer.from([0x03, 0xe8])),
])
const found = [
  'text 3 abc',
  'unwanted',
  'binary 0 ',
  'ping hi',
  'binary 300 xxx',
  'unwanted',
  'binary 70000 yyy',
  'close 1000',
]

test.each([1, 2, 3, 7, 100, 65_536, stream.length])('frames are found in pieces of %d bytes', (size) => {
  const chunks: Buffer[] = []
  for (let at = 0; at < stream.length; at += size) chunks.push(stream.subarray(at, at + size))
  expect(read(chunks)).toEqual(found)
})

test.each([
  ['a fragment', Buffer.from([0x02, 1, 65])],
  ['a continuation', Buffer.from([0x80, 1, 65])],
  ['a compressed frame', Buffer.from([0xc2, 1, 65])],
  ['a masked frame', Buffer.from([0x82, 0x81, 0, 0, 0, 0, 65])],
])('%s is refused', (_, bytes) => {
  expect(() => read([bytes])).toThrow('of a kind that is not read here')
})

test.each([0, 5, 125, 126, 65_535, 65_536])(
  'a client frame of %d bytes has its length, a mask, and its content',
  (length) => {
    const content = Buffer.alloc(length, 'c')
    const frame = clientFrame('binary', content)
    const masked = Buffer.from(frame)
    // A server would see the same frame with the mask's flag and the mask itself.
    const head = frame.length - length - 4
    masked.writeUInt8(masked.readUInt8(1) & 0x7f, 1)
    expect(read([Buffer.concat([masked.subarray(0, head), content])])).toEqual([
      `binary ${length} ${content.subarray(0, 3)}`,
    ])
    expect(frame.subarray(head, head + 4)).toEqual(Buffer.alloc(4))
    expect(frame.readUInt8(1) & 0x80).toBe(0x80)
  },
)
