import { ByteReader, DecodeError } from '@tandem/crdt'
import { type Downstream, downstream } from './downstream.ts'
import { type EchoRow, type EchoStart, echoRow } from './echo.ts'
import { decode, encode } from './schema.ts'
import { type Upstream, upstream, upstreamKinds } from './upstream.ts'

/** One message is one frame: a tag, then the fields. */

export function encodeUpstream(message: Upstream): Uint8Array {
  return encode(upstream, message)
}

/**
 * Takes a frame from a client. Throws DecodeError; its code is `limit` when the frame, or something in it, is larger than
 * it may be.
 */
export function decodeUpstream(frame: Uint8Array): Upstream {
  const maxBytes = upstreamKinds[frame[0] ?? upstreamKinds.length]?.maxBytes
  // Before anything in it is looked at, and anybody who sent it is known.
  if (maxBytes !== undefined && frame.length > maxBytes)
    throw new DecodeError('limit', `a frame of ${frame.length} bytes`)
  return decode(upstream, frame)
}

/** Whether a frame from a client is of a kind that there is, whatever else is in it. */
export function isUpstreamKind(frame: Uint8Array): boolean {
  return upstreamKinds[frame[0] ?? upstreamKinds.length] !== undefined
}

export function encodeDownstream(message: Downstream): Uint8Array {
  return encode(downstream, message)
}

/**
 * Part of an echo's frame: all of it but the rows. With what `encodeEchoRow` gives for each row behind it, it is the frame
 * that `encodeDownstream` makes: so rows that go to many are encoded once.
 */
export function encodeEchoStart(start: EchoStart): Uint8Array {
  return encodeDownstream({ kind: 'echo', ...start, rows: [] })
}

/** Part of an echo's frame: one row. */
export function encodeEchoRow(row: EchoRow): Uint8Array {
  return encode(echoRow, row)
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
