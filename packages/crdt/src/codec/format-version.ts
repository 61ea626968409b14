import type { ByteReader } from './byte-reader.ts'
import { DecodeError } from './decode-error.ts'

/** The first byte of the first format of everything. Versions and anchors have no other. */
export const formatVersion = 1

/** Takes the first byte. Throws `DecodeError` when it names a format that this program doesn't know. */
export function readFormatVersion(reader: ByteReader): void {
  const version = reader.byte()
  if (version !== formatVersion) throw new DecodeError('version', `unknown format version ${version}`)
}
