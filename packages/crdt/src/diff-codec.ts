import { ByteReader } from './codec/byte-reader.ts'
import { ByteWriter } from './codec/byte-writer.ts'
import { wellFormed } from './codec/change-codec.ts'
import { DecodeError } from './codec/decode-error.ts'
import { formatVersion, readFormatVersion } from './codec/format-version.ts'
import { readMap, writeMap } from './codec/map-codec.ts'
import { readOperation, writeOperation } from './codec/operation-codec.ts'
import { readReplicas, writeReplicas } from './codec/replica-codec.ts'
import { type Diff, type DiffPiece, type DiffReplica, hidden, unitsIn } from './diff-content.ts'
import type { DeleteOperation } from './operation.ts'
import type { ReplicaState } from './progress.ts'

/** A diff as bytes; SPEC.md, F11. */
export function encodeDiff({ replicas, map }: Diff): Uint8Array {
  const writer = new ByteWriter(256)
  writer.byte(formatVersion)
  writeReplicas(writer, replicas)
  writeMap(writer, map, replicas)
  for (const { id, counter: end, from, deletions, pieces } of replicas) {
    writer.varint(end - from)
    let next = 0
    for (const { counter, length } of deletions) {
      writer.varint(counter - next)
      writer.varint(length)
      next = counter + length
    }
    if (next < from) writer.varint(from - next)
    let ahead = 0
    for (const { birth, operation, deleted } of pieces) {
      const step = birth.lamport - birth.counter - ahead
      writer.varint(2 * deleted + (step > 0 ? 1 : 0))
      if (step > 0) writer.varint(step)
      writeOperation(writer, operation, id, birth.counter)
      ahead += step
    }
  }
  return writer.finish()
}

/** The diff that was encoded. Throws `DecodeError`. Whether it fits a document, and itself, shows when it is planned. */
export function decodeDiff(bytes: Uint8Array): Diff {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const states = readReplicas(reader)
  const map = readMap(reader, states)
  const replicas = states.map((state) => readReplicaDiff(reader, state))
  reader.end()
  return { replicas, map }
}

function readReplicaDiff(reader: ByteReader, state: ReplicaState): DiffReplica {
  const { id: replica, counter: end } = state
  const from = end - reader.varint(end)
  const deletions: DeleteOperation[] = []
  let isDeleted = false
  for (let counter = 0; counter < from; isDeleted = !isDeleted) {
    const length = reader.varint(from - counter)
    if (length === 0 && (counter > 0 || isDeleted)) throw new DecodeError('canonical', 'an empty range')
    if (isDeleted) deletions.push({ kind: 'delete', replica, counter, length })
    counter += length
  }
  const pieces: DiffPiece[] = []
  let ahead = 0
  for (let counter = from; counter < end; ) {
    const head = reader.varint()
    const step = head % 2 === 0 ? 0 : reader.varint()
    if (head % 2 === 1 && step === 0) throw new DecodeError('canonical', 'a step of time that is none')
    ahead += step
    const deleted = Math.floor(head / 2)
    const operation = readOperation(reader, replica, counter)
    if (operation.kind !== 'insert' && operation.kind !== 'type') throw new DecodeError('invalid', 'not an insertion')
    // What a change could not say, a diff can't either.
    wellFormed({ replica, rseq: 1, lamport: counter + 1, counter, operations: [operation] })
    const { text } = operation
    if (deleted > 0 && text !== hidden.unit && (text !== hidden.pair || deleted > 1)) {
      throw new DecodeError('canonical', 'a tombstone with a text')
    }
    const piece = { birth: { replica, counter, lamport: counter + ahead }, operation, deleted }
    counter += unitsIn(piece)
    pieces.push(piece)
    if (counter > end || ahead === 0 || counter - 1 + ahead > state.lamport) {
      throw new DecodeError('invalid', 'code units that do not fit their replica')
    }
  }
  return { ...state, from, deletions, pieces }
}
