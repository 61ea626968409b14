import { DecodeError } from '@tandem/crdt'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Downstream, downstream } from './downstream.ts'
import {
  decodeDownstream,
  decodeUpstream,
  encodeDownstream,
  encodeUpstream,
  helloVersion,
  isUpstreamKind,
} from './frame.ts'
import * as limits from './limits.ts'
import { arbitraryDownstream, arbitraryUpstream } from './testing/index.ts'
import { type Upstream, upstream, upstreamKinds } from './upstream.ts'

describe('F1 a message survives its frame', () => {
  test('upstream', () => {
    const survives = (message: Upstream) => {
      expect(decodeUpstream(encodeUpstream(message))).toEqual(message)
    }
    fc.assert(fc.property(arbitraryUpstream(), survives))
  })

  test('downstream', () => {
    const survives = (message: Downstream) => {
      expect(decodeDownstream(encodeDownstream(message))).toEqual(message)
    }
    fc.assert(fc.property(arbitraryDownstream(), survives))
  })
})

describe('F2 any bytes are a message that encodes back to them, or a DecodeError', () => {
  const codecs = [
    ['upstream', decodeUpstream, encodeUpstream],
    ['downstream', decodeDownstream, encodeDownstream],
  ] as const
  for (const [name, decode, encode] of codecs) {
    const check = (frame: Uint8Array) => {
      try {
        expect(encode(decode(frame) as never)).toEqual(frame)
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error
      }
    }

    test(`${name}: random bytes`, () => {
      fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), check), { numRuns: 2000 })
    })
  }
})

describe('F3 a frame has a limit, and so has everything in it', () => {
  test.each(upstreamKinds.map(({ kind, maxBytes }, tag) => ({ kind, maxBytes, tag })))(
    'a $kind over its limit is refused before it is read',
    ({ maxBytes, tag }) => {
      const decoding = (length: number) => () => decodeUpstream(new Uint8Array(length).fill(tag, 0, 1))
      expect(decoding(maxBytes + 1)).toThrow(expect.objectContaining({ code: 'limit' }))
      expect(decoding(maxBytes)).toThrow(expect.not.objectContaining({ code: 'limit' }))
    },
  )

  test('the limits are those of the tags', () => {
    fc.assert(
      fc.property(arbitraryUpstream(), (message) => {
        const frame = encodeUpstream(message)
        expect(upstreamKinds[frame[0] ?? -1]?.kind).toBe(message.kind)
        expect(isUpstreamKind(frame)).toBe(true)
      }),
    )
    expect(isUpstreamKind(new Uint8Array([upstreamKinds.length]))).toBe(false)
    expect(isUpstreamKind(new Uint8Array())).toBe(false)
  })

  test('a list longer than its frame is refused before memory is taken', () => {
    const push = [1]
    expect(() => decodeUpstream(new Uint8Array([...push, 0xff, 0x03]))).toThrow(DecodeError)
  })

  test('our own mistake is a RangeError', () => {
    const changes = Array.from({ length: limits.maxPushChanges + 1 }, () => new Uint8Array(1))
    expect(() => encodeUpstream({ kind: 'push', changes })).toThrow(RangeError)
  })
})

test('F4 the version of a hello can be read without the rest', () => {
  const hello = {
    kind: 'hello',
    ticket: '',
    document: '',
    lastSeq: null,
    replicaTickets: [],
    newReplicas: 0,
    codings: [],
  } as const
  const frame = encodeUpstream({ ...hello, protocolVersion: 999 })
  expect(helloVersion(frame.subarray(0, 3))).toBe(999)
  expect(helloVersion(encodeUpstream({ kind: 'push', changes: [] }))).toBe(null)
  expect(helloVersion(new Uint8Array())).toBe(null)
})

test('F5 the tags stay below 128, where the Socket.IO parser has its control packets', () => {
  expect(upstream.shape.split('|').length).toBeLessThan(128)
  expect(downstream.shape.split('|').length).toBeLessThan(128)
})
