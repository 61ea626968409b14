import { propertyProblem } from '../change.ts'
import { LwwMap } from '../lww-map.ts'
import type { ReplicaState } from '../progress.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { readValue, tagOf, writeValue } from './property-codec.ts'

const removedTag = 5

/** Writes all keys ever set or removed, with their stamps. */
export function writeMap(writer: ByteWriter, map: LwwMap, replicas: readonly ReplicaState[]): void {
  const records = map.records()
  writer.varint(records.length)
  for (const [key, { value, stamp }] of records) {
    writer.string(key)
    writer.byte(value === undefined ? removedTag : tagOf(value))
    writeValue(writer, value)
    writer.varint(replicas.findIndex(({ id }) => id === stamp.replica))
    writer.varint(stamp.lamport)
  }
}

/** Reads what `writeMap` wrote. Throws `DecodeError`. */
export function readMap(reader: ByteReader, replicas: readonly ReplicaState[]): LwwMap {
  const map = new LwwMap()
  let last: string | null = null
  for (let count = reader.varint(reader.remaining); count > 0; count--) {
    const key = reader.string()
    demand(last === null || key > last, 'canonical', 'property')
    last = key
    const tag = reader.byte()
    const value = tag === removedTag ? undefined : readValue(reader, tag)
    demand(propertyProblem(key, value) === null, 'invalid', 'property')
    const author = replicas[reader.varint()]
    const lamport = reader.varint()
    demand(author !== undefined && lamport > 0 && lamport <= author.lamport, 'invalid', 'property')
    map.put(key, { value, stamp: { lamport, replica: author.id } })
  }
  return map
}
