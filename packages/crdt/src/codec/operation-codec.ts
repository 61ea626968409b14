import type { Id, ReplicaId } from '../id.ts'
import { lastOf, type Operation } from '../operation.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { readValue, tagOf as tagOfValue, writeValue } from './property-codec.ts'

// An operation begins with a tag, a byte that follows from the operation: it is written first, and whoever has read an
// operation checks it by asking for the tag again. Its two lowest bits are the kind; the others say what need not be
// written.
const insertKind = 0
const deleteKind = 1
const setKind = 2
const removeKind = 3
const kindBits = 2

// insert: two bits for the left origin, two for the right origin, one for a single ASCII character. An origin is nowhere,
// or near, which is where it mostly is: the left one the code unit that the replica inserted last, the right one the code
// unit after the left one.
const noOrigin = 0
const nearOrigin = 1
const ownOrigin = 2
const otherOrigin = 3
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
  const tag = tagOf(operation, replica, next)
  writer.byte(tag)
  switch (operation.kind) {
    case 'insert':
      writeOrigin(writer, operation.left, tag >> leftShift, next)
      writeOrigin(writer, operation.right, tag >> rightShift, next)
      writeText(writer, operation.text)
      break
    case 'type':
      writeText(writer, operation.text)
      break
    case 'delete': {
      // The last code unit, not the first: what one deletes of one's own text mostly ends with the newest.
      const last = lastOf(operation)
      if (last.replica === replica) writer.varint(next - 1 - last.counter)
      else writeId(writer, last)
      if (operation.length > 1) writer.varint(operation.length)
      break
    }
    case 'set':
    case 'remove':
      writer.string(operation.key)
      if (operation.kind === 'set') writeValue(writer, operation.value)
  }
}

/**
 * Reads what `writeOperation` wrote, in that form only. Throws `DecodeError`. Whether the operation is well-formed is for
 * `checkChange` to say.
 */
export function readOperation(reader: ByteReader, replica: ReplicaId, next: number): Operation {
  const tag = reader.byte()
  const operation = readBehind(reader, tag, replica, next)
  demand(tagOf(operation, replica, next) === tag, 'canonical', 'operation')
  return operation
}

function readBehind(reader: ByteReader, tag: number, replica: ReplicaId, next: number): Operation {
  switch (tag & ((1 << kindBits) - 1)) {
    case insertKind: {
      if (tag >= typesOn) return { kind: 'type', text: readText(reader, tag) }
      const left = readOrigin(reader, tag >> leftShift, replica, next, replica, next - 1)
      const right = readOrigin(reader, tag >> rightShift, replica, next, left?.replica ?? 0, (left?.counter ?? 0) + 1)
      return { kind: 'insert', left, right, text: readText(reader, tag) }
    }
    case deleteKind: {
      const last = (tag & ownText) === 0 ? readId(reader) : { replica, counter: next - 1 - reader.varint() }
      const length = (tag & oneUnit) === 0 ? reader.varint() : 1
      return { kind: 'delete', replica: last.replica, counter: last.counter + 1 - length, length }
    }
    case setKind: {
      const key = reader.string()
      return { kind: 'set', key, value: readValue(reader, tag >> kindBits) }
    }
    default:
      return { kind: 'remove', key: reader.string() }
  }
}

function tagOf(operation: Operation, replica: ReplicaId, next: number): number {
  switch (operation.kind) {
    case 'insert': {
      const { left, right, text } = operation
      const leftForm = originForm(left, replica, replica, next - 1)
      const rightForm = originForm(right, replica, left?.replica ?? 0, (left?.counter ?? 0) + 1)
      return insertKind | (leftForm << leftShift) | (rightForm << rightShift) | asciiBit(text)
    }
    case 'type':
      return typesOn | asciiBit(operation.text)
    case 'delete':
      return deleteKind | (operation.replica === replica ? ownText : 0) | (operation.length === 1 ? oneUnit : 0)
    case 'set':
      return setKind | (tagOfValue(operation.value) << kindBits)
    case 'remove':
      return removeKind
  }
}

/** The first form that an origin has, where the code unit that it mostly is has that replica and counter. */
function originForm(id: Id | null, replica: ReplicaId, nearReplica: ReplicaId, nearCounter: number): number {
  if (id === null) return noOrigin
  if (id.replica === nearReplica && id.counter === nearCounter) return nearOrigin
  return id.replica === replica ? ownOrigin : otherOrigin
}

/** Of `bits` the two lowest are the form. */
function writeOrigin(writer: ByteWriter, id: Id | null, bits: number, next: number): void {
  const form = bits & 3
  if (id === null || form === nearOrigin) return
  if (form === ownOrigin) writer.varint(next - 1 - id.counter)
  else writeId(writer, id)
}

function readOrigin(
  reader: ByteReader,
  bits: number,
  replica: ReplicaId,
  next: number,
  nearReplica: ReplicaId,
  nearCounter: number,
): Id | null {
  const form = bits & 3
  if (form === noOrigin) return null
  if (form === nearOrigin) return { replica: nearReplica, counter: nearCounter }
  return form === ownOrigin ? { replica, counter: next - 1 - reader.varint() } : readId(reader)
}

/** Writes the name of a code unit, both numbers. */
export function writeId(writer: ByteWriter, { replica, counter }: Id): void {
  writer.varint(replica)
  writer.varint(counter)
}

/** Reads what `writeId` wrote; whatever the numbers are. */
export function readId(reader: ByteReader): Id {
  return { replica: reader.varint(), counter: reader.varint() }
}

/** Whether a text is written as a single byte, which the tag tells. */
export function isOneAscii(text: string): boolean {
  return text.length === 1 && text.charCodeAt(0) < 0x80
}

function asciiBit(text: string): number {
  return isOneAscii(text) ? oneAscii : 0
}

function writeText(writer: ByteWriter, text: string): void {
  if (isOneAscii(text)) writer.byte(text.charCodeAt(0))
  else writer.string(text)
}

function readText(reader: ByteReader, tag: number): string {
  return (tag & oneAscii) === 0 ? reader.string() : String.fromCharCode(reader.byte())
}
