import { ByteReader, DecodeError } from '@tandem/crdt'
import { type Downstream, downstream } from './downstream.ts'
import { maxFrameBytes } from './limits.ts'
import { decode, encode } from './schema.ts'
import { type Upstream, upstream } from './upstream.ts'

/** One message is one frame: a tag, then the fields. */

export function encodeUpstream(message: Upstream): Uint8Array {
  return encode(upstream, message)
}

/** Takes a frame from a client. Throws DecodeError, also when the frame is larger than a frame may be. */
export function decodeUpstream(frame: Uint8Array): Upstream {
  if (frame.length > maxFrameBytes) throw new DecodeError('limit', `a frame of ${frame.length} bytes`)
  return decode(upstream, frame)
}

export function encodeDownstream(message: Downstream): Uint8Array {
  return encode(downstream, message)
}

/** Takes a frame from a server. Throws DecodeError. */
export function decodeDownstream(frame: Uint8Array): Downstream {
  return decode(downstream, frame)
}

const helloTag = 0

/**
 * The protocol version that a `hello` names, without reading the rest, which may be of another version; null when the
 * frame is no `hello`.
 */
export function helloVersion(frame: Uint8Array): number | null {
  try {
    const input = new ByteReader(frame)
    return input.varint(127) === helloTag ? input.varint(65_535) : null
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
}
