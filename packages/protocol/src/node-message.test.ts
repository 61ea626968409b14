import { describe, expect, test } from 'vitest'
import * as limits from './limits.ts'
import { decodeNodeMessage, encodeNodeMessage, type NodeMessageBody } from './node-message.ts'
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
