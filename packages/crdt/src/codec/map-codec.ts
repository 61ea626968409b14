import { propertyProblem } from '../change.ts'
import { LwwMap } from '../lww-map.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { readValue, tagOf, writeValue } from './property-codec.ts'
import type { ReplicaState } from './snapshot.ts'

const removedTag = 5

/** Writes all keys ever set or removed, with their stamps. */
export function writeMap(writer: ByteWriter, map: LwwMap, replicas: readonly ReplicaState[]): void {
  const records = map.records()
  writer.varint(records.length)
  for (const [key, record] of records) {
    writer.string(key)
    writer.byte(record.removed ? removedTag : tagOf(record.value))
    if (!record.removed) writeValue(writer, record.value)
    writer.varint(replicas.findIndex(({ id }) => id === record.stamp.replica))
    writer.varint(record.stamp.lamport)
  }
}

/** Reads what `writeMap` wrote. Throws `DecodeError`. */
export function readMap(reader: ByteReader, replicas: readonly ReplicaState[]): LwwMap {
  const map = new LwwMap()
  let last: string | null = null
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const key = reader.string()
    demand(last === null || key > last, 'canonical', 'keys must ascend')
    last = key
    const tag = reader.byte()
    const value = tag === removedTag ? null : readValue(reader, tag)
    demand(propertyProblem(key, value) === null, 'invalid', 'a key or value that no property has')
    const author = replicas[reader.varint()]
    const lamport = reader.varint()
    demand(author !== undefined && lamport > 0 && lamport <= author.lamport, 'invalid', 'a stamp that does not fit')
    const stamp = { lamport, replica: author.id }
    if (tag === removedTag) map.remove(key, stamp)
    else map.set(key, value, stamp)
  }
  return map
}
