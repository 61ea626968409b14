import fc from 'fast-check'
import { codings } from '../coding.ts'
import type { Downstream } from '../downstream.ts'
import { errorCodes } from '../error.ts'
import { hueCount } from '../hue.ts'
import * as limits from '../limits.ts'
import { activities, leads } from '../presence.ts'
import { roles } from '../role.ts'
import type { Upstream } from '../upstream.ts'

/** Any message that a client may send, for property tests. */
export function arbitraryUpstream(): fc.Arbitrary<Upstream> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('hello' as const),
      protocolVersion: fc.nat(65_535),
      ticket: text(200),
      document: text(limits.maxIdLength),
      lastSeq: fc.option(seq),
      replicaTickets: fc.array(text(50), { maxLength: limits.maxReplicaTickets }),
      newReplicas: fc.nat(2),
      codings: fc.subarray([...codings]),
    }),
    fc.record({ kind: fc.constant('push' as const), changes: fc.array(bytes(100), { maxLength: 20 }) }),
    fc.record({ kind: fc.constant('presence' as const), ...place }),
    fc.record({ kind: fc.constant('diverged' as const), seq, digest: text(limits.maxDigestLength) }),
  )
}

/** Any message that a server may send, for property tests. */
export function arbitraryDownstream(): fc.Arbitrary<Downstream> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('welcome' as const),
      key: seq,
      self: person,
      role: fc.constantFrom(...roles),
      title: text(200),
      head: seq,
      snapshot: fc.option(
        fc.record({ seq, coding: fc.constantFrom(...codings), size: fc.nat(1000), state: bytes(200) }),
      ),
      replicas: fc.array(fc.record({ replica, ticket: text(50) }), { maxLength: 2 }),
      peers: fc.array(peer, { maxLength: 5 }),
      maxFrameBytes: fc.nat(limits.maxFrameBytes),
    }),
    fc.record({
      kind: fc.constant('echo' as const),
      firstSeq: seq,
      since: fc.oneof(
        fc.integer(),
        // No negative zero: a frame has none.
        fc.maxSafeInteger().map((value) => Math.trunc(value / 4) + 0),
      ),
      authors: fc.array(fc.record({ replica, userId: text(limits.maxIdLength) }), { maxLength: 5 }),
      rows: fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant('change' as const), payload: bytes(100) }),
          fc.record({ kind: fc.constant('own' as const), replica, rseq: fc.nat(limits.maxRseq) }),
          fc.record({ kind: fc.constant('typed' as const), replica, lag: seq, unit: fc.nat(0x7f) }),
        ),
        { maxLength: 20 },
      ),
    }),
    fc.record({
      kind: fc.constant('presence' as const),
      peers: fc.array(peer, { maxLength: 5 }),
      moved: fc.array(fc.record({ key: seq, ...place }), { maxLength: 5 }),
      left: fc.array(seq, { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom(...roles) }),
    fc.record({ kind: fc.constant('document' as const), title: text(200) }),
    fc.record({
      kind: fc.constant('heartbeat' as const),
      head: seq,
      check: fc.option(fc.record({ seq, digest: text(16) })),
    }),
    fc.record({
      kind: fc.constant('error' as const),
      code: fc.constantFrom(...errorCodes),
      message: text(200),
      rseq: fc.nat(limits.maxRseq),
    }),
  )
}

const seq = fc.nat(limits.maxSeq)
const replica = fc.nat(limits.maxReplica)
const person = fc.record({ id: text(limits.maxIdLength), name: text(64), hue: fc.nat(hueCount - 1) })
const place = {
  activity: fc.constantFrom(...activities),
  selections: fc.array(fc.record({ anchor: bytes(limits.maxAnchorBytes), head: bytes(limits.maxAnchorBytes) }), {
    maxLength: 5,
  }),
  company: fc.option(
    fc.record({
      viewport: fc.option(bytes(limits.maxAnchorBytes)),
      following: fc.option(text(limits.maxIdLength)),
      leads: fc.constantFrom(...leads),
      calls: fc.nat(limits.maxCalls),
    }),
  ),
}
const peer = fc.record({ key: seq, person, role: fc.constantFrom(...roles), ...place })

function text(maxUnits: number): fc.Arbitrary<string> {
  return fc.string({ unit: 'binary', maxLength: Math.floor(maxUnits / 2) })
}

function bytes(maxLength: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ maxLength })
}
