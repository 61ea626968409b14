import type { Change } from '../change.ts'
import type { Operation } from '../operation.ts'
import { ByteReader } from './byte-reader.ts'
import { wellFormed } from './change-codec.ts'
import { DecodeError } from './decode-error.ts'
import { readFormatVersion } from './format-version.ts'
import { readOperation } from './operation-codec.ts'

/** A change in the first format, which is read for ever and written no more; SPEC.md, F5. Throws `DecodeError`. */
export function readChange1(bytes: Uint8Array): Change {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const replica = reader.varint()
  const lamport = reader.varint()
  // When this was written, every change took at least one tick and every code unit took one.
  const rseq = lamport - reader.varint(lamport)
  const counter = lamport - 1 - reader.varint(lamport)
  const operations: Operation[] = []
  let next = counter
  do {
    const operation = readOperation(reader, replica, next)
    if (operation.kind === 'type') throw new DecodeError('canonical', 'unused bits of a tag are set')
    if (operation.kind === 'insert') next += operation.text.length
    operations.push(operation)
  } while (reader.remaining > 0)
  return wellFormed({ replica, rseq, lamport, counter, operations })
}
