import { ByteWriter } from './codec/byte-writer.ts'
import { tagOf } from './codec/property-codec.ts'
import type { PropertyValue } from './operation.ts'

/**
 * Sixteen hexadecimal digits that tell two visible states apart: equal text and properties give equal digests. Guards
 * against mistakes and damaged bytes, not against somebody who looks for a collision. SPEC.md, Digest.
 */
export type Digest = string

/** Odd, so that no code unit is ever multiplied away. Two, because one hash modulo 2^32 is too short. */
const firstMultiplier = 0x9e3779b1
const secondMultiplier = 0x85ebca6b

/** A hash for each multiplier. */
export type Hashes = readonly [number, number]

/** The digest of a text, whose hashes are given, and of properties, in any order. */
export function digestOf(text: Hashes, properties: Iterable<readonly [string, PropertyValue]>): Digest {
  let [a, b] = text
  for (const [key, value] of properties) {
    const [first, second] = hashesOf(unitsOf(key, value))
    a += scatter(first)
    b += scatter(second)
  }
  return hex(a) + hex(b)
}

/** Eight hexadecimal digits that change when any one of the bytes does. */
export function checksumOf(bytes: Uint8Array): string {
  return hex(hashesOf(bytes)[0])
}

/**
 * The hashes of code units, or of bytes, which ASCII can be given as. Each makes the hash so far times the multiplier, plus
 * itself, plus one so that zeros count. With both multipliers at once: long texts are hashed whenever a document opens.
 */
export function hashesOf(units: string | Uint8Array): Hashes {
  let a = 0
  let b = 0
  if (typeof units === 'string') {
    for (let at = 0; at < units.length; at++) {
      const next = units.charCodeAt(at) + 1
      a = (Math.imul(a, firstMultiplier) + next) | 0
      b = (Math.imul(b, secondMultiplier) + next) | 0
    }
  } else {
    for (let at = 0; at < units.length; at++) {
      const next = (units[at] ?? 0) + 1
      a = (Math.imul(a, firstMultiplier) + next) | 0
      b = (Math.imul(b, secondMultiplier) + next) | 0
    }
  }
  return [a, b]
}

/** All that is hashed of a property, as code units: no number in it has more bits. */
function unitsOf(key: string, value: PropertyValue): string {
  const bytes = new ByteWriter()
  if (typeof value === 'number') bytes.float64(value)
  const head = String.fromCharCode(key.length) + key + String.fromCharCode(tagOf(value))
  return head + (typeof value === 'string' ? value : String.fromCharCode(...bytes.finish()))
}

/** Spreads every bit over all bits (the end of MurmurHash3): a plain sum of plain hashes would let entries cancel. */
function scatter(hash: number): number {
  let result = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return result ^ (result >>> 16)
}

/** Eight hexadecimal digits of a number modulo 2^32. */
function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
