import { tagOf } from './codec/property-codec.ts'
import type { PropertyValue } from './operation.ts'

/**
 * Sixteen hexadecimal digits that tell two visible states apart: equal text and properties give equal digests. Guards
 * against mistakes and damaged bytes, not against somebody who looks for a collision. SPEC.md, Digest.
 */
export type Digest = string

/** Odd, so that no code unit is ever multiplied away. Two, because one hash modulo 2^32 is too short. */
export const multipliers = [0x9e3779b1, 0x85ebca6b] as const

/**
 * The digest of a text, given in pieces, and of properties, in any order. A piece that is all ASCII can be given as bytes.
 */
export function digestOf(
  text: Iterable<string | Uint8Array>,
  properties: Iterable<readonly [string, PropertyValue]>,
): Digest {
  const sums: [number, number] = [0, 0]
  for (const piece of text) hashPiece(sums, piece)
  return digestOfHashes(sums[0], sums[1], properties)
}

/** The digest of a text whose hashes with the two multipliers are known, and of properties. */
export function digestOfHashes(
  first: number,
  second: number,
  properties: Iterable<readonly [string, PropertyValue]>,
): Digest {
  const sums: [number, number] = [first, second]
  for (const [key, value] of properties) {
    sums[0] = (sums[0] + hashProperty(key, value, multipliers[0])) | 0
    sums[1] = (sums[1] + hashProperty(key, value, multipliers[1])) | 0
  }
  return hex(sums[0]) + hex(sums[1])
}

/** Eight hexadecimal digits that change when any one of the bytes does: their hash with the first multiplier. */
export function checksumOf(bytes: Uint8Array): string {
  const sums: [number, number] = [0, 0]
  hashPiece(sums, bytes)
  return hex(sums[0])
}

/** As `hashNumber` for every code unit, with both multipliers at once: long texts are hashed whenever a document opens. */
function hashPiece(sums: [number, number], piece: string | Uint8Array): void {
  const [m, n] = multipliers
  let a = sums[0]
  let b = sums[1]
  if (typeof piece === 'string') {
    for (let at = 0; at < piece.length; at++) {
      const next = piece.charCodeAt(at) + 1
      a = (Math.imul(a, m) + next) | 0
      b = (Math.imul(b, n) + next) | 0
    }
  } else {
    for (let at = 0; at < piece.length; at++) {
      const next = (piece[at] ?? 0) + 1
      a = (Math.imul(a, m) + next) | 0
      b = (Math.imul(b, n) + next) | 0
    }
  }
  sums[0] = a
  sums[1] = b
}

/** One more number: the hash so far times the multiplier, plus the number, plus one so that zeros count. */
function hashNumber(hash: number, value: number, multiplier: number): number {
  return (Math.imul(hash, multiplier) + value + 1) | 0
}

function hashUnits(hash: number, text: string, multiplier: number): number {
  let result = hash
  for (let index = 0; index < text.length; index++) result = hashNumber(result, text.charCodeAt(index), multiplier)
  return result
}

function hashProperty(key: string, value: PropertyValue, multiplier: number): number {
  let hash = hashUnits(hashNumber(0, key.length, multiplier), key, multiplier)
  hash = hashNumber(hash, tagOf(value), multiplier)
  if (typeof value === 'string') hash = hashUnits(hash, value, multiplier)
  if (typeof value === 'number') for (const byte of bytesOf(value)) hash = hashNumber(hash, byte, multiplier)
  return scatter(hash)
}

/** Spreads every bit over all bits (the end of MurmurHash3): a plain sum of plain hashes would let entries cancel. */
function scatter(hash: number): number {
  let result = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return result ^ (result >>> 16)
}

function bytesOf(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
