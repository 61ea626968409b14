import { encodeChange } from './codec/change-codec.ts'
import { readChange1 } from './codec/change-codec-1.ts'
import { encodeSnapshot } from './codec/snapshot-codec.ts'
import { readSnapshot1 } from './codec/snapshot-codec-1.ts'

// Changes and snapshots of the first format are in logs, and nobody writes them any more. Who keeps a log reads it through
// this; everybody else knows one format.

/** The first byte of both. No later format of either begins so. */
const format1 = 1

/** A change in the latest format: the same bytes unless they are in the first one. Throws `DecodeError` when those are damaged. */
export function upgradeChange(bytes: Uint8Array): Uint8Array {
  return bytes[0] === format1 ? encodeChange(readChange1(bytes)) : bytes
}

/** A snapshot in the latest format: the same bytes unless they are in the first one. Throws `DecodeError` when those are damaged. */
export function upgradeSnapshot(bytes: Uint8Array): Uint8Array {
  return bytes[0] === format1 ? encodeSnapshot(readSnapshot1(bytes)) : bytes
}
