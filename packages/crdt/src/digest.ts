import { tagOf } from './codec/property-codec.ts'
import type { PropertyValue } from './operation.ts'

/**
 * Sixteen hexadecimal digits that tell two visible states apart: equal text and properties give equal digests. Guards
 * against mistakes and damaged bytes, not against somebody who looks for a collision. SPEC.md, Digest.
 */
export type Digest = string

// Odd, so that no code unit is ever multiplied away. Two, because one hash modulo 2^32 is too short.
const multipliers = [0x9e3779b1, 0x85ebca6b] as const

/**
 * The digest of a text, given in pieces, and of properties, in any order. A piece that is all ASCII can be given as bytes.
 */
export function digestOf(
  text: Iterable<string | Uint8Array>,
  properties: Iterable<readonly [string, PropertyValue]>,
): Digest {
  const sums: [number, number] = [0, 0]
  for (const piece of text) {
    sums[0] = hashPiece(sums[0], piece, multipliers[0])
    sums[1] = hashPiece(sums[1], piece, multipliers[1])
  }
  for (const [key, value] of properties) {
    sums[0] = (sums[0] + hashProperty(key, value, multipliers[0])) | 0
    sums[1] = (sums[1] + hashProperty(key, value, multipliers[1])) | 0
  }
  return hex(sums[0]) + hex(sums[1])
}

/** Eight hexadecimal digits that change when any one byte does: the hash of the bytes, with the first multiplier. */
export function checksumOf(bytes: Uint8Array): string {
  return hex(hashPiece(0, bytes, multipliers[0]))
}

function hashPiece(hash: number, piece: string | Uint8Array, multiplier: number): number {
  if (typeof piece === 'string') return hashUnits(hash, piece, multiplier)
  let result = hash
  for (let at = 0; at < piece.length; at++) result = hashNumber(result, piece[at] ?? 0, multiplier)
  return result
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
