/** What a reader does with what it finds. */
export type FrameEvents = {
  /** Whether a message's content is wanted, judged by its first byte (-1: it is empty); what is not is only counted. */
  wants(isText: boolean, first: number): boolean
  message(content: Buffer, isText: boolean): void
  ping(content: Buffer): void
  /** The server says that it closes, and why. */
  close(code: number): void
}

const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/**
 * Finds WebSocket frames (RFC 6455) in what a server sends, and skips those that nobody wants without a look: so one process
 * can be hundreds of readers. Servers don't mask; fragments and extensions are not used by those that are measured here,
 * and refused by throwing.
 */
export class FrameReader {
  readonly #events: FrameEvents
  /** The beginning of a frame that did not come whole. */
  #rest: Buffer | null = null
  /** Bytes of an unwanted frame that are still to come. */
  #skip = 0
  #opcode = 0
  /** Parts of a wanted frame, and how many bytes of it are still to come. */
  #parts: Buffer[] = []
  #missing = 0

  constructor(events: FrameEvents) {
    this.#events = events
  }

  push(chunk: Buffer): void {
    let at = 0
    let bytes = chunk
    if (this.#rest) {
      bytes = Buffer.concat([this.#rest, chunk])
      this.#rest = null
    }
    while (at < bytes.length) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, bytes.length - at)
        this.#skip -= skipped
        at += skipped
      } else if (this.#missing > 0) {
        const part = bytes.subarray(at, at + this.#missing)
        at += part.length
        this.#take(part)
      } else {
        const next = this.#begin(bytes, at)
        if (next === at) {
          this.#rest = bytes.subarray(at)
          return
        }
        at = next
      }
    }
  }

  /** Reads a frame's head. Returns where its content begins; `at` when not enough of it is there to judge it. */
  #begin(bytes: Buffer, at: number): number {
    if (bytes.length < at + 2) return at
    const head = bytes.readUInt8(at)
    const opcode = head & 0x0f
    const isWhole = (head & 0xf0) === 0x80
    const short = bytes.readUInt8(at + 1)
    if (!isWhole || opcode === 0 || short > 127) throw new Error(`a WebSocket frame of a kind that is not read here`)
    const content = at + (short < 126 ? 2 : short === 126 ? 4 : 10)
    // One byte more, by which it is judged.
    if (bytes.length < content + (short === 0 ? 0 : 1)) return at
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    const isData = opcode === opcodes.text || opcode === opcodes.binary
    const first = length === 0 ? -1 : bytes.readUInt8(content)
    if (isData && !this.#events.wants(opcode === opcodes.text, first)) {
      this.#skip = length
      return content
    }
    this.#opcode = opcode
    this.#missing = length
    if (length === 0) this.#finish(Buffer.alloc(0))
    return content
  }

  #take(part: Buffer): void {
    this.#missing -= part.length
    if (this.#missing > 0 || this.#parts.length > 0) this.#parts.push(part)
    if (this.#missing > 0) return
    const content = this.#parts.length > 0 ? Buffer.concat(this.#parts) : part
    this.#parts = []
    this.#finish(content)
  }

  #finish(content: Buffer): void {
    switch (this.#opcode) {
      case opcodes.ping:
        this.#events.ping(content)
        break
      case opcodes.pong:
        break
      case opcodes.close:
        this.#events.close(content.length >= 2 ? content.readUInt16BE(0) : 1005)
        break
      default:
        this.#events.message(content, this.#opcode === opcodes.text)
    }
  }
}

/** A frame as a client sends it: masked, as it has to be, with a mask of zeros, which changes nothing. */
export function clientFrame(opcode: 'text' | 'binary' | 'pong', content: Uint8Array): Buffer {
  const { length } = content
  const head = Buffer.alloc((length < 126 ? 2 : length < 65_536 ? 4 : 10) + 4)
  head.writeUInt8(0x80 | opcodes[opcode], 0)
  if (length < 126) head.writeUInt8(0x80 | length, 1)
  else if (length < 65_536) {
    head.writeUInt8(0x80 | 126, 1)
    head.writeUInt16BE(length, 2)
  } else {
    head.writeUInt8(0x80 | 127, 1)
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, content])
}
