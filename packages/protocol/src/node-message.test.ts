import { DecodeError } from '@tandem/crdt'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as limits from './limits.ts'
import { decodeNodeMessage, encodeNodeMessage, type NodeMessage, type NodeMessageBody } from './node-message.ts'
import type { PresencePeer } from './presence.ts'

const selection = { anchor: new Uint8Array(limits.maxAnchorBytes), head: new Uint8Array(limits.maxAnchorBytes) }
const peer: PresencePeer = {
  key: limits.maxSeq,
  person: { id: 'i'.repeat(limits.maxIdLength), name: '\u{20ac}'.repeat(limits.maxNameUnits), hue: 0 },
  role: 'viewer',
  activity: 'idle',
  selections: Array.from({ length: limits.maxSelections }, () => selection),
  company: {
    viewport: selection.anchor,
    following: '\u{20ac}'.repeat(limits.maxIdLength),
    leads: 'everybody',
    calls: limits.maxCalls,
  },
}

const bodies: readonly [name: string, body: NodeMessageBody][] = [
  ['a hint', { kind: 'hint', seq: 7 }],
  ['presence', { kind: 'presence', peers: [{ ...peer, key: 3 }], left: [1, limits.maxSeq] }],
  ['a question', { kind: 'ask' }],
  ['a farewell', { kind: 'gone' }],
  ['a change of access', { kind: 'recheck' }],
]

describe('F7 messages between nodes', () => {
  test.each(bodies)('%s survives', (_, body) => {
    const message = { node: 'node-a', body }
    expect(decodeNodeMessage(encodeNodeMessage(message))).toEqual(message)
  })

  test('any bytes are a message that encodes back to them, or a DecodeError', () => {
    const damaged = fc.tuple(fc.constantFrom(...bodies), fc.nat(), fc.nat(255)).map(([[, body], at, byte]) => {
      const bytes = encodeNodeMessage({ node: 'node-a', body })
      bytes[at % bytes.length] = byte
      return bytes
    })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
        let message: NodeMessage
        try {
          message = decodeNodeMessage(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError)
          return
        }
        expect(encodeNodeMessage(message)).toEqual(bytes)
      }),
      { numRuns: 2000 },
    )
  })

  test('the largest one fits, a larger one is refused unread', () => {
    const peers = Array.from({ length: limits.maxNodePeers }, () => peer)
    const left = peers.map(({ key }) => key)
    const largest = encodeNodeMessage({
      node: 'n'.repeat(limits.maxNodeIdLength),
      body: { kind: 'presence', peers, left },
    })
    expect(largest.length).toBeLessThanOrEqual(limits.maxNodeMessageBytes)
    expect(decodeNodeMessage(largest).body.kind).toBe('presence')
    expect(() => decodeNodeMessage(new Uint8Array(limits.maxNodeMessageBytes + 1))).toThrow(/bytes/)
  })
})
