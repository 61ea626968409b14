import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants, deflateRaw } from 'node:zlib'
import { compactSnapshot, expandSnapshot } from '@tandem/crdt/compact'
import type { PackedState } from '@tandem/documents/unpack-state'
import type { Coding } from '@tandem/protocol'

/** Up to here the densest packing takes a fraction of a second of the snapshot thread; larger ones get a faster one. */
const densestBytes = 512 * 1024
const densest = 11
const fast = 9
/** Done once for each snapshot that somebody without brotli opens. */
const densestDeflate = 9

/** Packs a snapshot for the storage: once for each snapshot, so density counts more than time. Blocks. */
export function packState(snapshot: Uint8Array): PackedState {
  const state = compactSnapshot(snapshot)
  const quality = state.length <= densestBytes ? densest : fast
  const packed = brotliCompressSync(state, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: state.length,
    },
  })
  return { coding: 'brotli', size: state.length, state: packed }
}

/**
 * A stored snapshot for somebody who can undo `codings`: as it is when they can undo that, packed anew otherwise, off
 * the event loop.
 */
export async function packedFor(packed: PackedState, codings: readonly Coding[]): Promise<PackedState> {
  if (packed.coding === 'identity' || codings.includes(packed.coding)) return packed
  const coding = codings.includes('deflate-raw') ? 'deflate-raw' : 'identity'
  const variants = repacked.get(packed) ?? {}
  repacked.set(packed, variants)
  variants[coding] ??= repack(packed, coding)
  return variants[coding]
}

/** Made once for each snapshot, and gone with it. */
const repacked = new WeakMap<PackedState, Partial<Record<Coding, Promise<PackedState>>>>()

async function repack({ size, state }: PackedState, coding: 'deflate-raw' | 'identity'): Promise<PackedState> {
  const unpacked = await brotliDecompressAsync(state, { maxOutputLength: Math.max(size, 1) })
  if (coding === 'deflate-raw') {
    return { coding, size, state: await deflateRawAsync(unpacked, { level: densestDeflate }) }
  }
  const snapshot = expandSnapshot(unpacked)
  return { coding, size: snapshot.length, state: snapshot }
}

const brotliDecompressAsync: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array> =
  promisify(brotliDecompress)
const deflateRawAsync: (bytes: Uint8Array, options: { level: number }) => Promise<Uint8Array> = promisify(deflateRaw)
