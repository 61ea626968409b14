import { present } from '../assert.ts'
import { LwwMap } from '../lww-map.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'
import { parseTag, readKey, readValue, tagOf, writeValue } from './property-codec.ts'
import type { ReplicaState } from './snapshot.ts'

const removedTag = 5

/** Writes all keys ever set or removed, with their stamps. */
export function writeMap(writer: ByteWriter, map: LwwMap, replicas: readonly ReplicaState[]): void {
  const ranks = new Map(replicas.map(({ id }, rank) => [id, rank]))
  const records = map.records()
  writer.varint(records.length)
  for (const [key, record] of records) {
    writer.string(key)
    writer.byte(record.removed ? removedTag : tagOf(record.value))
    if (!record.removed) writeValue(writer, record.value)
    writer.varint(present(ranks.get(record.stamp.replica), 'rank of the replica'))
    writer.varint(record.stamp.lamport)
  }
}

/** Reads what `writeMap` wrote. Throws `DecodeError`. */
export function readMap(reader: ByteReader, replicas: readonly ReplicaState[]): LwwMap {
  const map = new LwwMap()
  let last: string | null = null
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const key = readKey(reader)
    if (last !== null && key <= last) throw new DecodeError('canonical', 'keys must ascend')
    const tag = reader.byte()
    const value = tag === removedTag ? null : readValue(reader, parseTag(tag))
    const writer = replicas[reader.varint()]
    const lamport = reader.varint()
    if (writer === undefined || lamport < 1 || lamport > writer.lamport) {
      throw new DecodeError('invalid', 'a stamp that does not fit')
    }
    const stamp = { lamport, replica: writer.id }
    if (tag === removedTag) map.remove(key, stamp)
    else map.set(key, value, stamp)
    last = key
  }
  return map
}
