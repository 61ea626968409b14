import { DecodeError } from './decode-error.ts'

const chunkUnits = 4096

/**
 * Reads what `ByteWriter` wrote, from bytes that may be hostile: every method throws `DecodeError` instead of reading
 * past the end, and takes no memory before it knows that the bytes for it are there. Only the shortest form of a number
 * is accepted, so that equal values have equal bytes.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  #position: number

  /** Reads from `position` on. */
  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes
    this.#position = position
  }

  /** How many bytes are not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#position
  }

  /** A number from 0 to 255. */
  byte(): number {
    const value = this.#bytes[this.#position]
    if (value === undefined) throw new DecodeError('truncated', 'the bytes end too early')
    this.#position += 1
    return value
  }

  /** An unsigned integer of at most `max`. */
  varint(max: number = Number.MAX_SAFE_INTEGER): number {
    const bytes = this.#bytes
    let position = this.#position
    let value = 0
    let scale = 1
    for (let size = 1; ; size++) {
      const byte = bytes[position++]
      if (byte === undefined) throw new DecodeError('truncated', 'the bytes end too early')
      if (byte < 0x80) {
        if (byte === 0 && size > 1) throw new DecodeError('canonical', 'a number with needless bytes')
        value += byte * scale
        break
      }
      // Eight bytes hold 56 bits: more than any number we write.
      if (size === 8) throw new DecodeError('number', 'a number of more than eight bytes')
      value += (byte & 0x7f) * scale
      scale *= 0x80
    }
    if (value > max) throw new DecodeError('number', `a number above ${max}`)
    this.#position = position
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
    if (size > this.remaining) throw new DecodeError('truncated', 'the bytes end too early')
    const bytes = this.#bytes.subarray(this.#position, this.#position + size)
    this.#position += size
    return bytes
  }

  /** The next `size` bytes as hexadecimal digits. */
  hex(size: number): string {
    return Array.from(this.bytes(size), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  /** Well-formed text, of at most `maxUnits` UTF-16 code units. */
  string(maxUnits: number = Number.MAX_SAFE_INTEGER): string {
    const size = this.varint()
    const text = decodeUtf8(this.bytes(size), maxUnits)
    if (text.length > maxUnits) throw new DecodeError('limit', `text of more than ${maxUnits} code units`)
    return text
  }

  /** Throws `DecodeError` unless everything is read. */
  end(): void {
    if (this.remaining > 0) throw new DecodeError('trailing', `${this.remaining} bytes are left over`)
  }
}

/**
 * The text of well-formed UTF-8. Throws `DecodeError` when it isn't, and may do so when it has more than `maxUnits` code
 * units.
 */
export function decodeUtf8(bytes: Uint8Array, maxUnits: number = Number.MAX_SAFE_INTEGER): string {
  // Three bytes give at least one code unit, so a text that must be too long is refused before it is decoded.
  if (bytes.length > 3 * maxUnits) throw new DecodeError('limit', `text of more than ${maxUnits} code units`)
  let text = ''
  let at = 0
  while (at < bytes.length) {
    // Most text is ASCII, and to look for what isn't no loop of ours is as fast, above all when it runs for the first time.
    const chunk: string = Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + chunkUnits))
    const ascii = chunk.search(/[\x80-\xff]/)
    text += ascii < 0 ? chunk : chunk.slice(0, ascii)
    at += ascii < 0 ? chunk.length : ascii
    if (ascii >= 0) break
  }
  if (at === bytes.length) return text
  const units = new Uint16Array(Math.min(bytes.length - at, chunkUnits))
  let used = 0
  const follow = (min: number, max: number): number => {
    const byte = bytes[at++]
    if (byte === undefined || byte < min || byte > max) throw new DecodeError('text', 'ill-formed UTF-8')
    return byte & 0x3f
  }
  while (at < bytes.length) {
    if (used + 2 > units.length) {
      text += Reflect.apply(String.fromCharCode, null, units.subarray(0, used))
      used = 0
    }
    const lead = bytes[at++] ?? 0
    if (lead < 0x80) {
      units[used++] = lead
    } else if (lead >= 0xc2 && lead < 0xe0) {
      units[used++] = ((lead & 0x1f) << 6) | follow(0x80, 0xbf)
    } else if (lead >= 0xe0 && lead < 0xf0) {
      // E0 must not hide a shorter form, ED must not hide a surrogate.
      const second = follow(lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf)
      units[used++] = ((lead & 0xf) << 12) | (second << 6) | follow(0x80, 0xbf)
    } else if (lead >= 0xf0 && lead < 0xf5) {
      const second = follow(lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf)
      const third = follow(0x80, 0xbf)
      const code = (((lead & 7) << 18) | (second << 12) | (third << 6) | follow(0x80, 0xbf)) - 0x10000
      units[used++] = 0xd800 | (code >> 10)
      units[used++] = 0xdc00 | (code & 0x3ff)
    } else {
      throw new DecodeError('text', 'ill-formed UTF-8')
    }
  }
  return text + Reflect.apply(String.fromCharCode, null, units.subarray(0, used))
}
