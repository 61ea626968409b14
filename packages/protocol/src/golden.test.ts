import { describe, expect, test } from 'vitest'
import type { Downstream } from './downstream.ts'
import { decodeDownstream, decodeUpstream, encodeDownstream, encodeUpstream } from './frame.ts'
import type { Upstream } from './upstream.ts'

const anchor = new Uint8Array([1, 0])
const place = { activity: 'idle', selections: [{ anchor, head: anchor }], company: null } as const
const company = { viewport: anchor, following: 'v', leads: 'everybody', calls: 300 } as const
const person = { id: 'u', name: 'Ünal', hue: 23 }
const peer = { key: 300, person, role: 'viewer', ...place } as const

const upstream: [string, Upstream][] = [
  [
    '00010174016401800101017201020201',
    {
      kind: 'hello',
      protocolVersion: 1,
      ticket: 't',
      document: 'd',
      lastSeq: 128,
      replicaTickets: ['r'],
      newReplicas: 1,
      codings: ['brotli', 'deflate-raw'],
    },
  ],
  [
    '0001000000000000',
    {
      kind: 'hello',
      protocolVersion: 1,
      ticket: '',
      document: '',
      lastSeq: null,
      replicaTickets: [],
      newReplicas: 0,
      codings: [],
    },
  ],
  ['01020209080107', { kind: 'push', changes: [new Uint8Array([9, 8]), new Uint8Array([7])] }],
  ['02010102010002010000', { kind: 'presence', ...place }],
  ['020000010102010001017602ac02', { kind: 'presence', activity: 'active', selections: [], company }],
  ['0309026162', { kind: 'diverged', seq: 9, digest: 'ab' }],
]

const downstream: [string, Downstream][] = [
  [
    '0001017505c39c6e616c1701015405010402ac02030102030107017001ac02017505c39c6e616c1703010102010002010000808010',
    {
      kind: 'welcome',
      key: 1,
      self: person,
      role: 'editor',
      title: 'T',
      head: 5,
      snapshot: { seq: 4, coding: 'brotli', size: 300, state: new Uint8Array([1, 2, 3]) },
      replicas: [{ replica: 7, ticket: 'p' }],
      peers: [peer],
      maxFrameBytes: 262_144,
    },
  ],
  [
    '010680a0abfef96201070175000109010702020781017a',
    {
      kind: 'echo',
      firstSeq: 6,
      since: 1_700_000_000_000,
      authors: [{ replica: 7, userId: 'u' }],
      rows: [
        { kind: 'change', payload: new Uint8Array([9]) },
        { kind: 'own', replica: 7, rseq: 2 },
        { kind: 'typed', replica: 7, lag: 129, unit: 122 },
      ],
    },
  ],
  [
    '0201ac02017505c39c6e616c170301010201000201000001020101020100020100000103',
    { kind: 'presence', peers: [peer], moved: [{ key: 2, ...place }], left: [3] },
  ],
  ['0303', { kind: 'role', role: 'viewer' }],
  ['040154', { kind: 'document', title: 'T' }],
  ['05090109026162', { kind: 'heartbeat', head: 9, check: { seq: 9, digest: 'ab' } }],
  ['050900', { kind: 'heartbeat', head: 9, check: null }],
  ['060a016d03', { kind: 'error', code: 'gap', message: 'm', rseq: 3 }],
]

describe('F7 the bytes of a version stay as they are', () => {
  test.each(upstream)('%s', (bytes, message) => {
    expect(Buffer.from(encodeUpstream(message)).toString('hex')).toBe(bytes)
    expect(decodeUpstream(bytesOf(bytes))).toEqual(message)
  })

  test.each(downstream)('%s', (bytes, message) => {
    expect(Buffer.from(encodeDownstream(message)).toString('hex')).toBe(bytes)
    expect(decodeDownstream(bytesOf(bytes))).toEqual(message)
  })
})

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}
