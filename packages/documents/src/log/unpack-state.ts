import { brotliDecompressSync } from 'node:zlib'
import { expandSnapshot } from '@tandem/crdt/compact'
import type { Coding } from '@tandem/protocol'

/**
 * A snapshot, in its compact form where it is packed, unless it was stored before there was one; `size` is the number of its
 * bytes before they were packed.
 */
export type PackedState = { readonly coding: Coding; readonly size: number; readonly state: Uint8Array }

/** The snapshot that was packed for the storage. Blocks. Throws when the bytes are not what was packed. */
export function unpackState({ coding, size, state }: PackedState): Uint8Array {
  if (coding === 'identity') return state
  if (coding !== 'brotli') throw new Error(`snapshots are not stored as ${coding}`)
  // A longer output than was packed is an error before it takes more memory.
  const unpacked = brotliDecompressSync(state, { maxOutputLength: Math.max(size, 1) })
  if (unpacked.length !== size) throw new Error('a snapshot unpacks to another length')
  return expandSnapshot(unpacked)
}
