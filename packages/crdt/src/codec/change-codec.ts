import { type Change, checkChange, InvalidChange } from '../change.ts'
import type { ReplicaId } from '../id.ts'
import { maxCounter, maxRseq } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'
import { isOneAscii, readOperation, writeOperation } from './operation-codec.ts'

// A change begins with a byte that tells how long the numbers behind it are: so they are read without a loop that looks
// for their ends, and the one that most changes are, a character typed on, has all in the head but itself.

/** Tells the format from the first one, whose first byte is 1; see `format-1.ts`. */
const format2 = 1 << 7
/** The change is one character of ASCII, typed on: that byte follows, and nothing else. */
const oneTyped = 1 << 6
const counterShift = 2
const gapShift = 4

/** A change as bytes; SPEC.md, Formats. Throws `InvalidChange` when it is not well-formed. */
export function encodeChange(change: Change): Uint8Array {
  checkChange(change)
  const { replica, rseq, counter, operations } = change
  const gap = change.lamport - 1 - counter
  const rseqSize = sizeOf(rseq)
  const counterSize = sizeOf(counter)
  const form = gapForm(gap)
  const operation = operations.length === 1 ? operations[0] : undefined
  const typed = operation?.kind === 'type' && isOneAscii(operation.text) ? operation.text : ''

  let at = 1
  const head = new Uint8Array(at + varintSize(replica) + rseqSize + counterSize + gapSize(form) + typed.length)
  head[0] =
    format2 | (typed === '' ? 0 : oneTyped) | (rseqSize - 1) | ((counterSize - 1) << counterShift) | (form << gapShift)
  at = putVarint(head, at, replica)
  at = putFixed(head, at, rseq, rseqSize)
  at = putFixed(head, at, counter, counterSize)
  at = putFixed(head, at, gap, gapSize(form))
  if (typed !== '') {
    head[at] = typed.charCodeAt(0)
    return head
  }
  const writer = new ByteWriter()
  writer.bytes(head)
  let next = counter
  for (const operation of operations) {
    writeOperation(writer, operation, replica, next)
    if (operation.kind === 'insert' || operation.kind === 'type') next += operation.text.length
  }
  return writer.finish()
}

/** The change that was encoded. Throws `DecodeError`; what it returns is well-formed. */
export function decodeChange(bytes: Uint8Array): Change {
  const [first] = bytes
  if (first === undefined) throw new DecodeError('truncated', 'no bytes')
  if (first < format2) throw new DecodeError('version', `unknown format version ${first}`)
  return wellFormed(readChange(bytes, first))
}

/** A change that was read, when it is well-formed. Throws `DecodeError`. */
export function wellFormed(change: Change): Change {
  try {
    checkChange(change)
  } catch (error) {
    if (error instanceof InvalidChange) throw new DecodeError('invalid', error.message)
    throw error
  }
  return change
}

function readChange(bytes: Uint8Array, first: number): Change {
  const replica = replicaAt(bytes, 1)
  const rseqSize = (first & 3) + 1
  const counterSize = ((first >> counterShift) & 3) + 1
  const form = (first >> gapShift) & 3
  const rseqAt = 1 + varintSize(replica)
  const counterAt = rseqAt + rseqSize
  const gapAt = counterAt + counterSize
  const end = gapAt + gapSize(form)
  if (end > bytes.length) throw new DecodeError('truncated', 'the bytes end too early')
  const rseq = fixedAt(bytes, rseqAt, rseqSize)
  const counter = fixedAt(bytes, counterAt, counterSize)
  const gap = fixedAt(bytes, gapAt, gapSize(form))
  if (rseq < 1 || rseq > maxRseq) throw new DecodeError('number', 'rseq out of range')
  if (counter > maxCounter + 1) throw new DecodeError('number', 'counter out of range')
  if (sizeOf(rseq) !== rseqSize || sizeOf(counter) !== counterSize || gapForm(gap) !== form) {
    throw new DecodeError('canonical', 'a number with needless bytes')
  }
  const lamport = counter + 1 + gap
  if ((first & oneTyped) !== 0) {
    const text = typedAt(bytes, end)
    return { replica, rseq, lamport, counter, operations: [{ kind: 'type', text }] }
  }
  return { replica, rseq, lamport, counter, operations: readOperations(bytes, end, replica, counter) }
}

function typedAt(bytes: Uint8Array, at: number): string {
  const unit = bytes[at]
  if (unit === undefined) throw new DecodeError('truncated', 'the bytes end too early')
  if (unit > 0x7f) throw new DecodeError('canonical', 'a single ASCII character has one form')
  if (at + 1 < bytes.length) throw new DecodeError('trailing', `${bytes.length - at - 1} bytes are left over`)
  return String.fromCharCode(unit)
}

function readOperations(bytes: Uint8Array, at: number, replica: ReplicaId, counter: number): readonly Operation[] {
  const reader = new ByteReader(bytes, at)
  if (reader.remaining === 0) return []
  // Mostly it is one operation: an array that is made with it takes no room for more.
  const operations: Operation[] = [readOperation(reader, replica, counter)]
  const [first] = operations
  let next = counter + (first?.kind === 'insert' || first?.kind === 'type' ? first.text.length : 0)
  while (reader.remaining > 0) {
    const operation = readOperation(reader, replica, next)
    if (operation.kind === 'insert' || operation.kind === 'type') next += operation.text.length
    operations.push(operation)
  }
  if (operations.length === 1 && first?.kind === 'type' && isOneAscii(first.text)) {
    throw new DecodeError('canonical', 'one character typed on has one form')
  }
  return operations
}

/** Bytes of a number below 2^32. */
function sizeOf(value: number): number {
  if (value < 0x100) return 1
  if (value < 0x10000) return 2
  return value < 0x1000000 ? 3 : 4
}

/** The shortest form of a gap. Of a lone author, who hears of no later time, it is 0. */
function gapForm(gap: number): number {
  if (gap === 0) return 0
  if (gap < 0x10000) return 1
  return gap < 0x1000000 ? 2 : 3
}

/** Bytes of a gap in that form. */
function gapSize(form: number): number {
  if (form === 0) return 0
  return form === 3 ? 7 : form + 1
}

/** Writes a number, its lowest byte first, and returns the place behind it. */
function putFixed(bytes: Uint8Array, at: number, value: number, size: number): number {
  let rest = value
  for (let place = at; place < at + size; place++) {
    bytes[place] = rest % 0x100
    rest = Math.floor(rest / 0x100)
  }
  return at + size
}

function fixedAt(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let place = at + size - 1; place >= at; place--) value = value * 0x100 + (bytes[place] ?? 0)
  return value
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size += 1
  return size
}

function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let place = at
  let rest = value
  for (; rest > 0x7f; rest >>>= 7) bytes[place++] = (rest & 0x7f) | 0x80
  bytes[place] = rest
  return place + 1
}

function replicaAt(bytes: Uint8Array, at: number): ReplicaId {
  let replica = 0
  for (let size = 0; ; size++) {
    const byte = bytes[at + size]
    if (byte === undefined) throw new DecodeError('truncated', 'the bytes end too early')
    // Five bytes hold 35 bits, ids have 31.
    if (size === 4 && byte > 7) throw new DecodeError('number', 'replica out of range')
    replica |= (byte & 0x7f) << (7 * size)
    if (byte > 0x7f) continue
    if (byte === 0 && size > 0) throw new DecodeError('canonical', 'a number with needless bytes')
    if (replica === 0) throw new DecodeError('number', 'replica 0')
    return replica
  }
}
