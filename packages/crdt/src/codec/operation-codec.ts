import { unreachable } from '../assert.ts'
import { type Id, type ReplicaId, sameId } from '../id.ts'
import { maxChangeUnits, maxCounter, maxReplica } from '../limits.ts'
import type { DeleteOperation, InsertOperation, Operation, TypeOperation } from '../operation.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'
import { parseTag, readKey, readValue, tagOf, writeValue } from './property-codec.ts'

// An operation begins with a tag byte. Its two lowest bits are the kind; the others say what need not be written.
const kind = { insert: 0, delete: 1, set: 2, remove: 3 } as const
const kindBits = 2

// insert: two bits for the left origin, two for the right origin, one for a single ASCII character.
const left = { start: 0, previous: 1, own: 2, other: 3 } as const
const right = { end: 0, following: 1, own: 2, other: 3 } as const
const leftShift = 2
const rightShift = 4
const oneAscii = 1 << 6

// type: a tag of kind 0 with a bit that no insertion has; of the others only `oneAscii`.
const typesOn = 1 << 7

// delete
const ownText = 1 << 2
const oneUnit = 1 << 3

/**
 * Writes an operation of a change of `replica`, whose next inserted code unit gets the counter `next`. The operation must
 * be well-formed.
 */
export function writeOperation(writer: ByteWriter, operation: Operation, replica: ReplicaId, next: number): void {
  switch (operation.kind) {
    case 'insert':
      writeInsert(writer, operation, replica, next)
      break
    case 'type':
      writer.byte(typesOn | (isOneAscii(operation.text) ? oneAscii : 0))
      writeText(writer, operation.text)
      break
    case 'delete':
      writeDelete(writer, operation, replica, next)
      break
    case 'set':
      writer.byte(kind.set | (tagOf(operation.value) << kindBits))
      writer.string(operation.key)
      writeValue(writer, operation.value)
      break
    case 'remove':
      writer.byte(kind.remove)
      writer.string(operation.key)
      break
    default:
      unreachable(operation)
  }
}

/** Reads what `writeOperation` wrote, in that form only. Throws `DecodeError`. */
export function readOperation(reader: ByteReader, replica: ReplicaId, next: number): Operation {
  const tag = reader.byte()
  switch (tag & ((1 << kindBits) - 1)) {
    case kind.insert:
      if (tag >= typesOn) return readType(reader, tag)
      return readInsert(reader, tag, replica, next)
    case kind.delete:
      return readDelete(reader, tag, replica, next)
    case kind.set: {
      const type = parseTag(tag >> kindBits)
      const key = readKey(reader)
      return { kind: 'set', key, value: readValue(reader, type) }
    }
    default:
      if (tag !== kind.remove) throw new DecodeError('canonical', 'unused bits of a tag are set')
      return { kind: 'remove', key: readKey(reader) }
  }
}

function writeInsert(writer: ByteWriter, operation: InsertOperation, replica: ReplicaId, next: number): void {
  const leftMode = leftModeOf(operation.left, replica, next)
  const rightMode = rightModeOf(operation, replica)
  const ascii = isOneAscii(operation.text)
  writer.byte(kind.insert | (leftMode << leftShift) | (rightMode << rightShift) | (ascii ? oneAscii : 0))
  if (operation.left !== null && leftMode !== left.previous) writeId(writer, operation.left, replica, next)
  if (operation.right !== null && rightMode !== right.following) writeId(writer, operation.right, replica, next)
  writeText(writer, operation.text)
}

function readInsert(reader: ByteReader, tag: number, replica: ReplicaId, next: number): InsertOperation {
  const leftMode = (tag >> leftShift) & 3
  const rightMode = (tag >> rightShift) & 3
  const leftId = readLeft(reader, leftMode, replica, next)
  const rightId = readRight(reader, rightMode, replica, next, leftId)
  const text = readText(reader, tag)
  const operation: InsertOperation = { kind: 'insert', left: leftId, right: rightId, text }
  if (leftModeOf(leftId, replica, next) !== leftMode || rightModeOf(operation, replica) !== rightMode) {
    throw new DecodeError('canonical', 'an origin has one form')
  }
  return operation
}

function readType(reader: ByteReader, tag: number): TypeOperation {
  if ((tag & ~(typesOn | oneAscii)) !== 0) throw new DecodeError('canonical', 'unused bits of a tag are set')
  return { kind: 'type', text: readText(reader, tag) }
}

/** Whether a text is written as a single byte, which the tag tells. */
export function isOneAscii(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 0x80
}

function writeText(writer: ByteWriter, text: string): void {
  if (isOneAscii(text)) writer.byte(text.charCodeAt(0))
  else writer.string(text)
}

function readText(reader: ByteReader, tag: number): string {
  const ascii = (tag & oneAscii) !== 0
  const text = ascii ? String.fromCharCode(reader.byte()) : reader.string(maxChangeUnits)
  if (ascii !== isOneAscii(text)) throw new DecodeError('canonical', 'a single ASCII character has one form')
  return text
}

/** Typing on after one's own last character costs nothing. */
function leftModeOf(id: Id | null, replica: ReplicaId, next: number): number {
  if (id === null) return left.start
  if (id.replica !== replica) return left.other
  return id.counter === next - 1 ? left.previous : left.own
}

/** Neither does typing into the middle of a run. */
function rightModeOf({ left, right: id }: InsertOperation, replica: ReplicaId): number {
  if (id === null) return right.end
  if (left !== null && sameId(id, { replica: left.replica, counter: left.counter + 1 })) return right.following
  return id.replica === replica ? right.own : right.other
}

function readLeft(reader: ByteReader, mode: number, replica: ReplicaId, next: number): Id | null {
  if (mode === left.start) return null
  if (mode === left.other) return readId(reader)
  return readOwnId(reader, replica, next, mode === left.previous)
}

function readRight(reader: ByteReader, mode: number, replica: ReplicaId, next: number, leftId: Id | null): Id | null {
  if (mode === right.end) return null
  if (mode === right.other) return readId(reader)
  if (mode === right.own) return readOwnId(reader, replica, next, false)
  if (leftId === null) throw new DecodeError('invalid', 'nothing follows the start')
  return { replica: leftId.replica, counter: leftId.counter + 1 }
}

function writeId(writer: ByteWriter, id: Id, replica: ReplicaId, next: number): void {
  if (id.replica === replica) {
    writer.varint(next - 1 - id.counter)
  } else {
    writer.varint(id.replica)
    writer.varint(id.counter)
  }
}

function readOwnId(reader: ByteReader, replica: ReplicaId, next: number, previous: boolean): Id {
  if (next === 0) throw new DecodeError('invalid', 'the replica has inserted nothing yet')
  return { replica, counter: next - 1 - (previous ? 0 : reader.varint(next - 1)) }
}

/** Reads the name of a code unit, both numbers. Throws `DecodeError`. */
export function readId(reader: ByteReader): Id {
  const replica = readReplica(reader)
  return { replica, counter: reader.varint(maxCounter) }
}

/** Reads a replica id. Throws `DecodeError`. */
export function readReplica(reader: ByteReader): ReplicaId {
  const replica = reader.varint(maxReplica)
  if (replica === 0) throw new DecodeError('number', 'replica 0')
  return replica
}

function writeDelete(writer: ByteWriter, operation: DeleteOperation, replica: ReplicaId, next: number): void {
  const { counter, length } = operation
  const own = operation.replica === replica
  writer.byte(kind.delete | (own ? ownText : 0) | (length === 1 ? oneUnit : 0))
  // The last code unit, not the first: what one deletes of one's own text mostly ends with the newest.
  writeId(writer, { replica: operation.replica, counter: counter + length - 1 }, replica, next)
  if (length > 1) writer.varint(length)
}

function readDelete(reader: ByteReader, tag: number, replica: ReplicaId, next: number): DeleteOperation {
  if (tag >> 4 !== 0) throw new DecodeError('canonical', 'unused bits of a tag are set')
  const own = (tag & ownText) !== 0
  const last = own ? readOwnId(reader, replica, next, false) : readId(reader)
  if (!own && last.replica === replica) throw new DecodeError('canonical', "one's own text has one form")
  const length = (tag & oneUnit) !== 0 ? 1 : reader.varint(last.counter + 1)
  if (length < 2 && (tag & oneUnit) === 0) throw new DecodeError('canonical', 'a single code unit has one form')
  return { kind: 'delete', replica: last.replica, counter: last.counter + 1 - length, length }
}
