import { checksumOf, digestOf, hashesOf } from '../digest.ts'
import { ByteReader, decodeUtf8 } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { readMap, writeMap } from './map-codec.ts'
import { readReplicas, writeReplicas } from './replica-codec.ts'
import { readStructure, writeStructure } from './run-columns.ts'
import type { OpenedSnapshot, Snapshot } from './snapshot.ts'

/** The first byte. */
export const snapshotVersion = 2
/** How long the digest and the checksum behind it are. */
export const digestBytes = 8
export const checksumBytes = 4

/** A document as bytes; SPEC.md, F8. Equal documents, however they came about, give equal bytes. */
export function encodeSnapshot({ replicas, text, map, digest, structure }: Snapshot): Uint8Array {
  const behind = new ByteWriter(1024)
  writeReplicas(behind, replicas)
  writeMap(behind, map, replicas)
  writeStructure(behind, replicas, structure())
  const rest = behind.finish()
  const writer = new ByteWriter(text.length + rest.length + 32)
  writer.byte(snapshotVersion)
  writer.hex(digest)
  writer.hex(checksumOf(rest))
  writer.string(text)
  writer.bytes(rest)
  return writer.finish()
}

/**
 * The document that was encoded. Throws `DecodeError`, also when any byte was damaged by accident. The structure behind
 * the text is decoded, and found fitting or not, when it is asked for.
 *
 * What it gives is consistent in itself and encodes to the same bytes; that its code units stand in the order in which a
 * replay would put them is not checked. Keeps the bytes, which must stay as they are.
 */
export function openSnapshot(bytes: Uint8Array): OpenedSnapshot {
  const reader = new ByteReader(bytes)
  demand(reader.byte() === snapshotVersion, 'version')
  const digest = reader.hex(digestBytes)
  const checksum = reader.hex(checksumBytes)
  const utf8 = reader.bytes(reader.varint())
  const text = decodeUtf8(utf8)
  const rest = reader.bytes(reader.remaining)
  demand(checksumOf(rest) === checksum, 'digest')
  const behind = new ByteReader(rest)
  const replicas = readReplicas(behind)
  const map = readMap(behind, replicas)
  const columns = behind.bytes(behind.remaining)
  // Bytes are read faster than text, and those of ASCII are its code units.
  const hashes = hashesOf(text.length === utf8.length ? utf8 : text)
  demand(digestOf(hashes, map.entries()) === digest, 'digest')
  return { replicas, text, map, digest, structure: () => readStructure(new ByteReader(columns), replicas, text) }
}
