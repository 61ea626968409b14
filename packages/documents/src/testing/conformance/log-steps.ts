import fc from 'fast-check'
import type { StoredSnapshot } from '../../log/snapshots.ts'
import { batch, entriesOf } from './entries.ts'
import { kind, place } from './step.ts'
import type { World } from './world.ts'

const sessionId = fc.constantFrom('a session', 'token of Alice')
const existing = fc.oneof(fc.constant(0), fc.nat(2))
const batches = fc.uniqueArray(fc.record({ which: fc.integer({ min: -1, max: 3 }), batch }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ which }) => which,
})

function batchesOf(world: World, drawn: readonly { which: number; batch: Parameters<typeof entriesOf>[2] }[]) {
  const ids = [...new Set(drawn.map(({ which }) => world.document(which)))]
  return ids.map((documentId, at) => ({ documentId, entries: entriesOf(world, documentId, drawn[at]?.batch ?? []) }))
}

/** A place near the end of a document's log; never below 0. */
const seqNear = (world: World, id: string, back: number) => Math.max(0, (world.model.log.head(id) ?? 0) - back)

/** What the collaboration server does with logs, replicas and snapshots. */
export const logSteps = [
  kind('issueReplica', 4, fc.record({ who: place, which: existing, sessionId }), (world, { who, which, sessionId }) => {
    const grant = { documentId: world.document(which), userId: world.person(who).id, sessionId }
    return (on) => on.issueReplica(grant)
  }),
  kind('idleReplica', 3, fc.record({ who: place, which: existing, sessionId }), (world, { who, which, sessionId }) => {
    const session = { documentId: world.document(which), userId: world.person(who).id, sessionId }
    return (on) => on.idleReplica(session)
  }),
  kind('replicaOwner', 2, fc.record({ which: place, replica: fc.nat(6) }), (world, { which, replica }) => {
    const id = world.document(which)
    return (on) => on.replicaOwner(id, replica)
  }),
  kind('appendChanges', 14, fc.record({ which: fc.oneof(existing, place), batch }), (world, args) => {
    const id = world.document(args.which)
    const entries = entriesOf(world, id, args.batch)
    world.lastAppend = (on) => on.appendChanges(id, entries)
    return world.lastAppend
  }),
  kind('appendWhole', 10, fc.record({ which: fc.oneof(existing, place), batch }), (world, args) => {
    const id = world.document(args.which)
    const entries = entriesOf(world, id, args.batch)
    world.lastAppend = (on) => on.appendWhole(id, entries)
    return world.lastAppend
  }),
  kind('the same append again', 4, fc.constant(null), (world) => world.lastAppend ?? (async () => null)),
  kind('appendTogether', 4, batches, (world, drawn) => {
    const all = batchesOf(world, drawn)
    world.lastAppend = (on) => on.appendTogether(all)
    return world.lastAppend
  }),
  kind('appendTogetherWhileHeld', 2, fc.record({ batches, held: fc.nat(2) }), (world, args) => {
    const all = batchesOf(world, args.batches)
    const held = all.slice(0, args.held).map(({ documentId }) => documentId)
    return (on) => on.appendTogetherWhileHeld(held, all)
  }),
  kind(
    'readLog',
    4,
    fc.record({ which: place, back: fc.nat(9), limit: fc.nat(5), maxBytes: fc.nat(30) }),
    (world, args) => {
      const id = world.document(args.which)
      const page = { after: seqNear(world, id, args.back), limit: args.limit, maxBytes: args.maxBytes }
      return (on) => on.readLog(id, page)
    },
  ),
  kind('head', 1, place, (world, which) => {
    const id = world.document(which)
    return (on) => on.head(id)
  }),
  kind(
    'headsBeyond',
    2,
    fc.array(fc.tuple(place, fc.integer({ min: -1, max: 3 })), { maxLength: 3 }),
    (world, drawn) => {
      const known = new Map(
        drawn.map(([which, back]) => [world.document(which), seqNear(world, world.document(which), back)]),
      )
      return (on) => on.headsBeyond(known)
    },
  ),
  kind(
    'saveSnapshot',
    6,
    fc.record({ which: existing, back: fc.integer({ min: -1, max: 6 }), byte: fc.nat(255) }),
    (world, args) => {
      const id = world.document(args.which)
      const snapshot: StoredSnapshot = {
        seq: seqNear(world, id, args.back),
        coding: 'brotli',
        size: 7,
        state: new Uint8Array([args.byte]),
        digest: `${args.byte}`,
      }
      return (on) => on.saveSnapshot(id, snapshot)
    },
  ),
  kind('latestSnapshot', 4, place, (world, which) => {
    const id = world.document(which)
    return async (on) => {
      const damaged: number[] = []
      return { snapshot: await on.latestSnapshot(id, (seq) => damaged.push(seq)), damaged }
    }
  }),
  kind('dropSnapshot', 1, fc.record({ which: place, back: fc.nat(3) }), (world, { which, back }) => {
    const id = world.document(which)
    const seq = seqNear(world, id, back)
    return (on) => on.dropSnapshot(id, seq)
  }),
  kind('damageSnapshot', 2, fc.record({ which: existing, back: fc.nat(3) }), (world, { which, back }) => {
    const id = world.document(which)
    const seq = seqNear(world, id, back)
    return (on) => on.damageSnapshot(id, seq)
  }),
]
