import type { Anchor } from '../anchor.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { DecodeError } from './decode-error.ts'
import { formatVersion, readFormatVersion } from './format-version.ts'
import { readId } from './operation-codec.ts'

const start = 0
const end = 1
const before = 2
const after = 3

/** An anchor as bytes; SPEC.md, Formats. */
export function encodeAnchor(anchor: Anchor): Uint8Array {
  const writer = new ByteWriter(8)
  writer.byte(formatVersion)
  if ('side' in anchor) {
    writer.byte(anchor.side === 'before' ? before : after)
    writer.varint(anchor.at.replica)
    writer.varint(anchor.at.counter)
  } else {
    writer.byte(anchor.at === 'start' ? start : end)
  }
  return writer.finish()
}

/** The anchor that was encoded. Throws `DecodeError`. */
export function decodeAnchor(bytes: Uint8Array): Anchor {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const anchor = readAnchor(reader)
  reader.end()
  return anchor
}

function readAnchor(reader: ByteReader): Anchor {
  const kind = reader.byte()
  if (kind === start) return { at: 'start' }
  if (kind === end) return { at: 'end' }
  if (kind > after) throw new DecodeError('invalid', `unknown kind of anchor ${kind}`)
  return { at: readId(reader), side: kind === before ? 'before' : 'after' }
}
