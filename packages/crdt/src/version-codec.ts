import { ByteReader } from './codec/byte-reader.ts'
import { ByteWriter } from './codec/byte-writer.ts'
import { DecodeError } from './codec/decode-error.ts'
import { formatVersion, readFormatVersion } from './codec/format-version.ts'
import { maxCounter, maxReplica } from './limits.ts'
import { Version } from './version.ts'

/** A version as bytes; SPEC.md, Formats. */
export function encodeVersion(version: Version): Uint8Array {
  const writer = new ByteWriter()
  writer.byte(formatVersion)
  let last = 0
  for (const [replica, next] of version.entries()) {
    writer.varint(replica - last)
    writer.varint(next)
    last = replica
  }
  return writer.finish()
}

/** The version that was encoded. Throws `DecodeError`. */
export function decodeVersion(bytes: Uint8Array): Version {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const entries: [number, number][] = []
  let last = 0
  while (reader.remaining > 0) {
    const step = reader.varint(maxReplica - last)
    const next = reader.varint(maxCounter + 1)
    if (step === 0 || next === 0) throw new DecodeError('canonical', 'replicas must ascend, with at least one counter')
    last += step
    entries.push([last, next])
  }
  return Version.of(entries)
}
