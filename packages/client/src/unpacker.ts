import { DecodeError } from '@tandem/crdt'
import { expandSnapshot } from '@tandem/crdt/compact'
import { type Coding, codings, type SnapshotAt } from '@tandem/protocol'

/** Undoes what is done to snapshots so that less of them travels. */
export interface Unpacker {
  /** The packings that it can undo, besides `identity`. */
  readonly codings: readonly Coding[]
  /** The snapshot that was packed. Throws DecodeError when what comes out is not what was announced. */
  unpack(snapshot: SnapshotAt): Promise<Uint8Array>
}

/**
 * The platform's own decompression (the Compression Streams standard). Which formats it has is asked, not assumed: all
 * current browsers know `deflate-raw`, not all of them know `brotli`.
 */
export function streamUnpacker(): Unpacker {
  return {
    codings: codings.filter((coding) => coding !== 'identity' && openStream(coding) !== null),
    async unpack({ coding, size, state }) {
      if (coding === 'identity') return state
      const stream = openStream(coding)
      if (!stream) throw new DecodeError('invalid', `a snapshot packed as ${coding}, which was not asked for`)
      return expandSnapshot(await collect(stream, state, size))
    },
  }
}

function openStream(coding: Coding): DecompressionStream | null {
  try {
    // Not every platform's types know of every format.
    return Reflect.construct(DecompressionStream, [coding])
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) return null
    throw error
  }
}

/** Never holds more than was announced, whatever the packed bytes swell to. */
async function collect(stream: DecompressionStream, packed: Uint8Array, size: number): Promise<Uint8Array> {
  const unpacked = new Uint8Array(size)
  let length = 0
  const writer = stream.writable.getWriter()
  // What goes wrong while writing shows when reading.
  const written = writer.write(new Uint8Array(packed)).then(
    () => writer.close(),
    () => {},
  )
  written.catch(() => {})
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (length + value.length > size) throw new DecodeError('limit', 'a snapshot is larger than announced')
      unpacked.set(value, length)
      length += value.length
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    if (error instanceof DecodeError) throw error
    throw new DecodeError('invalid', 'a snapshot does not unpack')
  }
  if (length < size) throw new DecodeError('truncated', 'a snapshot is smaller than announced')
  return unpacked
}
