import { assert } from '../assert.ts'
import { continuationsOf, leadOf } from './utf-8.ts'

/** Writes numbers and text into bytes that grow as needed. The counterpart of `ByteReader`. */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  constructor(capacity = 32) {
    this.#bytes = new Uint8Array(capacity)
  }

  /** Begins anew. */
  clear(): void {
    this.#length = 0
  }

  /** A number from 0 to 255, as one byte. Of others the lowest bits. */
  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** An unsigned integer as so many bytes, the lowest first. Requires that it fits. */
  fixed(value: number, size: number): void {
    this.#reserve(size)
    let rest = value
    for (let count = size; count > 0; count--) {
      this.#bytes[this.#length++] = rest
      rest = Math.floor(rest / 0x100)
    }
  }

  /** An integer from 0 to 2^53 - 1: seven bits per byte, the lowest first, the high bit says that more follow. */
  varint(value: number): void {
    this.#reserve(8)
    // Most numbers take one byte.
    if ((value & 0x7f) === value) {
      this.#bytes[this.#length++] = value
      return
    }
    assert(Number.isSafeInteger(value) && value >= 0, 'a number')
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#length++] = rest
  }

  /** An integer within ±(2^52 - 1), as a varint that counts 0, -1, 1, -2, … (zigzag). */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** A number as the eight bytes of an IEEE 754 double, the highest first. */
  float64(value: number): void {
    this.#reserve(8)
    new DataView(this.#bytes.buffer, this.#bytes.byteOffset).setFloat64(this.#length, value)
    this.#length += 8
  }

  /** Bytes as they are, without their length. */
  bytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** Hexadecimal digits as bytes. */
  hex(digits: string): void {
    for (let at = 0; at < digits.length; at += 2) this.byte(Number.parseInt(digits.slice(at, at + 2), 16))
  }

  /** Text as UTF-8, after its length in bytes. Requires well-formed UTF-16. */
  string(value: string): void {
    assert(value.isWellFormed(), 'text is well-formed')
    const size = utf8Size(value)
    this.varint(size)
    this.#reserve(size)
    const bytes = this.#bytes
    let at = this.#length
    for (let index = 0; index < value.length; index++) {
      let code = value.charCodeAt(index)
      if (code < 0x80) {
        bytes[at++] = code
        continue
      }
      if (code >> 10 === 0x36) {
        index += 1
        code = 0x10000 + ((code & 0x3ff) << 10) + (value.charCodeAt(index) & 0x3ff)
      }
      const more = continuationsOf(code)
      bytes[at++] = leadOf(more) | (code >> (6 * more))
      for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((code >> shift) & 0x3f)
    }
    this.#length = at
  }

  /** The bytes written, as a copy of their own. */
  finish(): Uint8Array {
    const length = this.#length
    if (length > 64) return this.#bytes.slice(0, length)
    // Of a few bytes that takes longer than this.
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at++) bytes[at] = this.#bytes[at] ?? 0
    return bytes
  }

  #reserve(size: number): void {
    const needed = this.#length + size
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

function utf8Size(text: string): number {
  let size = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // A surrogate pair is two code units and four bytes, so each half counts for two.
    if (unit >= 0x80) size += unit >> 11 === 0x1b ? 1 : continuationsOf(unit)
  }
  return size
}
