import { ByteReader } from './codec/byte-reader.ts'
import { ByteWriter } from './codec/byte-writer.ts'
import { demand } from './codec/decode-error.ts'
import { FreeRows } from './codec/free-rows.ts'
import { readMap } from './codec/map-codec.ts'
import { readReplicas, readTimes } from './codec/replica-codec.ts'
import { checksumBytes, digestBytes, snapshotVersion } from './codec/snapshot-codec.ts'
import { writeSteps } from './codec/steps.ts'

// A snapshot tells of each run, in the order of the document, its place among all by age: numbers that leap. The compact form
// tells of each run, in the order of age, how many older ones stand before it: people go on near to where they were, so these
// are small steps, and packers make half as much of them. Everything else stays as it is.

/** The first byte, which no other form of a snapshot has. */
const compactForm = 3

/**
 * A snapshot, as `TandemDoc.snapshot` makes it, in a form that packs better; SPEC.md, F12. Throws `DecodeError` when the
 * bytes in front of its runs are damaged.
 */
export function compactSnapshot(snapshot: Uint8Array): Uint8Array {
  const reader = new ByteReader(snapshot)
  skipToRuns(reader)
  const front = snapshot.subarray(0, snapshot.length - reader.remaining)
  // Every run takes a byte in each of two columns.
  const count = reader.varint(reader.remaining >>> 1)
  const rows = new Int32Array(count).fill(-1)
  let place = -1
  for (let row = 0; row < count; row++) {
    place += 1 + reader.signed()
    demand(rows[place] === -1, 'invalid', 'runs')
    rows[place] = row
  }
  const before = new Int32Array(count)
  const free = new FreeRows(count)
  for (place = count - 1; place >= 0; place--) before[place] = free.take(rows[place] ?? 0)
  const writer = new ByteWriter(snapshot.length)
  writer.byte(compactForm)
  writer.varint(front.length)
  writer.bytes(front)
  writeSteps(writer, before)
  writer.bytes(reader.bytes(reader.remaining))
  return writer.finish()
}

/**
 * The snapshot that was made compact; bytes that are not in that form come back as they are. Throws `DecodeError`. What comes
 * out is as little to be trusted as what came in: who opens it checks it.
 */
export function expandSnapshot(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== compactForm) return bytes
  const reader = new ByteReader(bytes.subarray(1))
  const front = reader.bytes(reader.varint())
  const count = reader.varint(reader.remaining)
  const before = new Int32Array(count)
  let standing = -1
  for (let place = 0; place < count; place++) {
    standing += 1 + reader.signed()
    demand(standing >= 0 && standing <= place, 'number', 'place')
    before[place] = standing
  }
  const places = new Int32Array(count)
  const free = new FreeRows(count)
  for (let place = count - 1; place >= 0; place--) places[free.takeBehind(before[place] ?? 0)] = place
  const writer = new ByteWriter(bytes.length + count)
  writer.bytes(front)
  writeSteps(writer, places)
  writer.bytes(reader.bytes(reader.remaining))
  return writer.finish()
}

/** Reads what stands in front of the runs. */
function skipToRuns(reader: ByteReader): void {
  demand(reader.byte() === snapshotVersion, 'version')
  reader.bytes(digestBytes + checksumBytes)
  reader.bytes(reader.varint())
  const replicas = readReplicas(reader)
  readMap(reader, replicas)
  readTimes(reader, replicas)
}
