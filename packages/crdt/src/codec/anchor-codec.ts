import type { Anchor } from '../anchor.ts'
import { isId } from '../id.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { demand } from './decode-error.ts'
import { formatVersion, readFormatVersion } from './format-version.ts'
import { readId, writeId } from './operation-codec.ts'

/** The forms of anchors; the place is what is written. Behind `before` and `after` comes the name of the code unit. */
const forms = ['start', 'end', 'before', 'after'] as const

/** An anchor as bytes; SPEC.md, Formats. */
export function encodeAnchor(anchor: Anchor): Uint8Array {
  const writer = new ByteWriter()
  writer.byte(formatVersion)
  writer.byte(forms.indexOf('side' in anchor ? anchor.side : anchor.at))
  if ('side' in anchor) writeId(writer, anchor.at)
  return writer.finish()
}

/** The anchor that was encoded. Throws `DecodeError`. */
export function decodeAnchor(bytes: Uint8Array): Anchor {
  const reader = new ByteReader(bytes)
  readFormatVersion(reader)
  const form = forms[reader.byte()]
  demand(form !== undefined, 'invalid', 'anchor')
  const isEdge = form === 'start' || form === 'end'
  const anchor: Anchor = isEdge ? { at: form } : { at: readId(reader), side: form }
  reader.end()
  demand(!('side' in anchor) || isId(anchor.at), 'number', 'anchor')
  return anchor
}
