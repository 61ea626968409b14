import { type Change, checkChange, InvalidChange, unitsIn } from '../change.ts'
import type { ReplicaId } from '../id.ts'
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
const sizeBits = oneTyped - 1
const noUnit = -1
const counterShift = 2
const gapShift = 4
/** Bytes of the gap between counter and time, by its form. Of a lone author, who hears of no later time, there is none. */
const gapSizes = [0, 2, 3, 7] as const

/** One for all changes: most have a few bytes, and a writer of their own would cost more than they do. */
const writer = new ByteWriter()

/** A change as bytes; SPEC.md, Formats. Throws `InvalidChange` when it is not well-formed. */
export function encodeChange(change: Change): Uint8Array {
  checkChange(change)
  const { replica, rseq, counter, operations } = change
  const gap = change.lamport - 1 - counter
  const sizes = sizesOf(rseq, counter, gap)
  const typed = typedOn(operations)
  writer.clear()
  writer.byte(format2 | sizes | (typed === noUnit ? 0 : oneTyped))
  writer.varint(replica)
  writer.fixed(rseq, rseqSize(sizes))
  writer.fixed(counter, counterSize(sizes))
  writer.fixed(gap, gapSize(sizes))
  if (typed !== noUnit) {
    writer.byte(typed)
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
  demand(head >= format2, 'version')
  const replica = reader.varint()
  const rseq = reader.fixed(rseqSize(head))
  const counter = reader.fixed(counterSize(head))
  const gap = reader.fixed(gapSize(head))
  demand(sizesOf(rseq, counter, gap) === (head & sizeBits), 'canonical')
  const isTyped = (head & oneTyped) !== 0
  const operations = isTyped ? [readTyped(reader)] : readOperations(reader, replica, counter)
  reader.end()
  demand(isTyped === (typedOn(operations) !== noUnit), 'canonical', 'operation')
  return wellFormed({ replica, rseq, lamport: counter + 1 + gap, counter, operations })
}

function readTyped(reader: ByteReader): Operation {
  return { kind: 'type', text: String.fromCharCode(reader.byte()) }
}

function readOperations(reader: ByteReader, replica: ReplicaId, counter: number): readonly Operation[] {
  // Mostly it is one operation: an array that is made with it takes no room for more.
  const first = readOperation(reader, replica, counter)
  const operations = [first]
  for (let next = counter + unitsIn(first); reader.remaining > 0; ) {
    const operation = readOperation(reader, replica, next)
    next += unitsIn(operation)
    operations.push(operation)
  }
  return operations
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

/** The bits of the head that tell how long the numbers are. */
function sizesOf(rseq: number, counter: number, gap: number): number {
  const gapForm = gap === 0 ? 0 : gap < 0x10000 ? 1 : gap < 0x1000000 ? 2 : 3
  return (sizeOf(rseq) - 1) | ((sizeOf(counter) - 1) << counterShift) | (gapForm << gapShift)
}

/** The code unit of ASCII that is typed on, when nothing else is done; otherwise `noUnit`. */
function typedOn(operations: readonly Operation[]): number {
  const operation = operations[0]
  if (operations.length !== 1 || operation?.kind !== 'type' || !isOneAscii(operation.text)) return noUnit
  return operation.text.charCodeAt(0)
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
