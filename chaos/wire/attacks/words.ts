import { ByteWriter } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { encodeUpstream, type Upstream } from '@tandem/protocol'
import { type FrameOptions, opcode } from '@tandem/protocol/testing/raw-socket'

/** One WebSocket frame that somebody hostile sends. */
export type Word = {
  readonly opcode: number
  readonly payload: Uint8Array | string
  readonly options?: FrameOptions
}

/** Bytes, as clients send them. */
export function binary(payload: Uint8Array): Word {
  return { opcode: opcode.binary, payload }
}

/** A message that fits its schema. */
export function message(content: Upstream): Word {
  return binary(encodeUpstream(content))
}

/** A message that need not fit any: `write` says what stands behind its tag. */
export function forged(tag: number, write: (out: ByteWriter) => void): Word {
  const out = new ByteWriter()
  out.varint(tag)
  write(out)
  return binary(out.finish())
}

/** The first bytes of messages: the order of the kinds in `upstream`. */
export const tags = { hello: 0, push: 1, presence: 2, diverged: 3 } as const

/** A push of these payloads, also of more and larger ones than a push may hold. */
export function forgedPush(payloads: readonly Uint8Array[]): Word {
  return forged(tags.push, (out) => {
    out.varint(payloads.length)
    for (const payload of payloads) {
      out.varint(payload.length)
      out.bytes(payload)
    }
  })
}

/** Any bytes. */
export function noise(random: Prng, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(256))
}
