import type { ByteReader } from './byte-reader.ts'
import { DecodeError } from './decode-error.ts'

/** The first byte of every encoded change, version, anchor and snapshot. */
export const formatVersion = 1

/** Takes the first byte. Throws `DecodeError` when it names a format that this program doesn't know. */
export function readFormatVersion(reader: ByteReader): void {
  const version = reader.byte()
  if (version !== formatVersion) throw new DecodeError('version', `unknown format version ${version}`)
}
