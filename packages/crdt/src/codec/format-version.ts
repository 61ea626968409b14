import type { ByteReader } from './byte-reader.ts'
import { demand } from './decode-error.ts'

/** The first byte of the first format of everything. Versions and anchors have no other. */
export const formatVersion = 1

/** Takes the first byte. Throws `DecodeError` when it names a format that this program doesn't know. */
export function readFormatVersion(reader: ByteReader): void {
  demand(reader.byte() === formatVersion, 'version')
}
