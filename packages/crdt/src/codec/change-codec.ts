import { type Change, checkChange, InvalidChange, unitsIn } from '../change.ts'
import type { Operation } from '../operation.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError, demand } from './decode-error.ts'
import { isOneAscii, readOperation, writeOperation } from './operation-codec.ts'

// A change begins with its head, a byte that follows from the change, as the tag of an operation does. It tells how long
// the numbers behind it are: so they are read without a loop that looks for their ends, and the one that most changes
// are, a character typed on, has all in the head but itself.

/** Tells the format from the first one, whose first byte is 1; see `format-1.ts`. */
const format2 = 1 << 7
/** The change is one character of ASCII, typed on: that byte follows, and nothing else. */
const oneTyped = 1 << 6
const counterShift = 2
const gapShift = 4
/** Bytes of the gap between counter and time, by its form. Of a lone author, who hears of no later time, there is none. */
const gapSizes = [0, 2, 3, 7] as const

/** One for all changes: most have a few bytes, and a writer of their own would cost more than they do. */
const writer = new ByteWriter()

/** A change as bytes; SPEC.md, Formats. Throws `InvalidChange` when it is not well-formed. */
export function encodeChange(change: Change): Uint8Array {
  checkChange(change)
  const { replica, rseq, counter, lamport, operations } = change
  const head = headOf(change)
  writer.clear()
  writer.byte(head)
  writer.varint(replica)
  writer.fixed(rseq, rseqSize(head))
  writer.fixed(counter, counterSize(head))
  writer.fixed(lamport - 1 - counter, gapSize(head))
  if ((head & oneTyped) !== 0) {
    writer.byte(typedText(change).charCodeAt(0))
    return writer.finish()
  }
  let next = counter
  for (const operation of operations) {
    writeOperation(writer, operation, replica, next)
    next += unitsIn(operation)
  }
  return writer.finish()
}

/** The change that was encoded. Throws `DecodeError`; what it returns is well-formed. */
export function decodeChange(bytes: Uint8Array): Change {
  const reader = new ByteReader(bytes)
  const head = reader.byte()
  demand(head >= format2, 'version', 'unknown format version')
  const replica = reader.varint()
  const rseq = reader.fixed(rseqSize(head))
  const counter = reader.fixed(counterSize(head))
  const lamport = counter + 1 + reader.fixed(gapSize(head))
  const isTyped = (head & oneTyped) !== 0
  const first: Operation = isTyped
    ? { kind: 'type', text: String.fromCharCode(reader.byte()) }
    : readOperation(reader, replica, counter)
  // Mostly it is one operation: an array that is made with it takes no room for more.
  const operations = [first]
  let next = counter + unitsIn(first)
  while (reader.remaining > 0 && !isTyped) {
    const operation = readOperation(reader, replica, next)
    next += unitsIn(operation)
    operations.push(operation)
  }
  reader.end()
  const change = { replica, rseq, lamport, counter, operations }
  demand(headOf(change) === head, 'canonical', 'a change has one form')
  return wellFormed(change)
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

function headOf(change: Change): number {
  const { rseq, counter, lamport } = change
  const gap = lamport - 1 - counter
  const gapForm = gap === 0 ? 0 : gap < 0x10000 ? 1 : gap < 0x1000000 ? 2 : 3
  const typed = isOneAscii(typedText(change)) ? oneTyped : 0
  return format2 | typed | (sizeOf(rseq) - 1) | ((sizeOf(counter) - 1) << counterShift) | (gapForm << gapShift)
}

/** What is typed on by a change that does nothing else. */
function typedText({ operations }: Change): string {
  const operation = operations[0]
  return operations.length === 1 && operation?.kind === 'type' ? operation.text : ''
}

/** The fewest bytes of a number below 2^32. */
function sizeOf(value: number): number {
  return 4 - (Math.clz32(value | 1) >> 3)
}

function rseqSize(head: number): number {
  return (head & 3) + 1
}

function counterSize(head: number): number {
  return ((head >> counterShift) & 3) + 1
}

function gapSize(head: number): number {
  return gapSizes[(head >> gapShift) & 3] ?? 0
}
