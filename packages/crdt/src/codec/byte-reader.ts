import { demand, refuse } from './decode-error.ts'
import { continuationsOf, leadOf } from './utf-8.ts'

const chunkUnits = 4096

/**
 * Reads what `ByteWriter` wrote, from bytes that may be hostile: every method throws `DecodeError` instead of reading
 * past the end, and takes no memory before it knows that the bytes for it are there. Only the shortest form of a number
 * is accepted, so that equal values have equal bytes.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** How many bytes are not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#position
  }

  /** A number from 0 to 255. */
  byte(): number {
    const value = this.#bytes[this.#position++]
    return value ?? refuse('truncated')
  }

  /** An unsigned integer of so many bytes, at most seven, the lowest first. */
  fixed(size: number): number {
    const start = this.#position
    this.#position += size
    demand(this.remaining >= 0, 'truncated')
    let value = 0
    for (let at = this.#position - 1; at >= start; at--) value = value * 0x100 + (this.#bytes[at] ?? 0)
    return value
  }

  /** An unsigned integer of at most `max`. */
  varint(max: number = Number.MAX_SAFE_INTEGER): number {
    let byte = this.byte()
    let value = byte & 0x7f
    // Eight bytes hold 56 bits: more than any number we write.
    for (let scale = 0x80; byte > 0x7f; scale *= 0x80) {
      demand(scale < 2 ** 56, 'number')
      byte = this.byte()
      demand(byte > 0, 'canonical')
      value += (byte & 0x7f) * scale
    }
    if (value > max) refuse('number')
    return value
  }

  /** A signed integer. */
  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** An IEEE 754 double. */
  float64(): number {
    const bytes = this.bytes(8)
    return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0)
  }

  /** The next `size` bytes, as a view that shares memory with the input. */
  bytes(size: number): Uint8Array {
    demand(size <= this.remaining, 'truncated')
    const start = this.#position
    this.#position += size
    return this.#bytes.subarray(start, this.#position)
  }

  /** The next `size` bytes as hexadecimal digits. */
  hex(size: number): string {
    return Array.from(this.bytes(size), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  /** Well-formed text, of at most `maxUnits` UTF-16 code units. */
  string(maxUnits: number = Number.MAX_SAFE_INTEGER): string {
    const text = decodeUtf8(this.bytes(this.varint()))
    demand(text.length <= maxUnits, 'limit', 'text')
    return text
  }

  /** Throws `DecodeError` unless everything is read. */
  end(): void {
    demand(this.remaining === 0, 'trailing')
  }
}

/** The text of well-formed UTF-8. Throws `DecodeError` when it isn't. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  for (let ascii = -1; ascii < 0 && at < bytes.length; ) {
    // Most text is ASCII, and to look for what isn't no loop of ours is as fast, above all when it runs for the first time.
    const chunk: string = Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + chunkUnits))
    ascii = chunk.search(/[\x80-\xff]/)
    const plain = ascii < 0 ? chunk : chunk.slice(0, ascii)
    text += plain
    at += plain.length
  }
  if (at === bytes.length) return text
  const units = new Uint16Array(Math.min(bytes.length - at, chunkUnits))
  let used = 0
  while (at < bytes.length) {
    if (used + 2 > units.length) {
      text += Reflect.apply(String.fromCharCode, null, units.subarray(0, used))
      used = 0
    }
    let code = bytes[at++] ?? 0
    if (code >= 0x80) {
      const more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3
      // Of what can't begin a character something is left that is below 0, or too much.
      code -= leadOf(more)
      for (let rest = more; rest > 0; rest--) {
        const next = bytes[at++] ?? 0
        demand(next >> 6 === 2, 'text')
        code = (code << 6) | (next & 0x3f)
      }
      const isSurrogate = code >> 11 === 0x1b
      demand(continuationsOf(code) === more && code <= 0x10ffff && !isSurrogate, 'text')
    }
    if (code < 0x10000) units[used++] = code
    else {
      units[used++] = 0xd7c0 + (code >> 10)
      units[used++] = 0xdc00 | (code & 0x3ff)
    }
  }
  return text + Reflect.apply(String.fromCharCode, null, units.subarray(0, used))
}
