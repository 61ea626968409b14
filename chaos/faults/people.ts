import { encodeChange, TandemDoc } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { encodeUpstream, limits, protocolVersion } from '@tandem/protocol'
import { RawCaller } from '../people/raw-caller.ts'
import { pause } from '../world/pause.ts'
import type { TcpProxy } from '../world/tcp-proxy.ts'
import { type Fault, ordinary, type Scene } from './fault.ts'

/** What a server says to somebody whom it would let in at another moment, or who is cut by another fault. */
const notNow = [
  'busy',
  'storage_full',
  'internal',
  'drain',
  'rate_limited',
  'resync',
  'auth_required',
  'document_trashed',
  'no connection',
  'cut',
]

/** Faults of those who connect: hostile, old, deaf, many. */
export const peopleFaults: readonly Fault[] = [
  {
    ...ordinary,
    name: 'hostile-frames',
    id: 'R8',
    inject: async ({ world, cast, signal }, random) => {
      const { id, viewer } = random.pick(cast.documents)
      const caller = new RawCaller(random.pick(world.urls))
      try {
        await caller.hello(world.ticketSecret, viewer, id)
        for (let left = 60; left > 0; left--) caller.say(hostileFrame(random))
        await pause(200, signal)
      } finally {
        caller.close()
      }
    },
  },
  {
    ...ordinary,
    name: 'old-client',
    id: 'R19',
    inject: async ({ world, cast, recorder }, random) => {
      const { id, owner } = random.pick(cast.documents)
      const caller = new RawCaller(random.pick(world.urls))
      const code = await caller.hello(world.ticketSecret, owner, id, { protocolVersion: protocolVersion - 1 })
      caller.close()
      const expected = ['upgrade_required', 'no connection', 'cut']
      recorder.record({ type: 'info', what: 'answer', to: 'an old client', expected, code })
    },
  },
  {
    ...ordinary,
    name: 'stop-reading',
    id: 'R9',
    lasts: true,
    inject: async (scene, random) => {
      const { world, cast, signal } = scene
      const { id, viewer } = random.pick(cast.documents)
      const door = random.pick(world.places).door
      const reader = await stopReading(scene, door, id, viewer)
      // More than the buffers on the way hold. Not much more: a document is full at some time, with all that was deleted.
      for (let left = 8; left > 0 && !signal.aborted; left--) {
        for (const actor of cast.actors) if (actor.doc === id) actor.paste(random)
        await pause(100, signal)
      }
      reader.close()
    },
  },
  {
    ...ordinary,
    name: 'storm',
    id: 'R22',
    inject: async ({ world, cast, recorder }, random) => {
      const callers = Array.from({ length: stormCallers }, () => new RawCaller(random.pick(world.urls)))
      const answers = await Promise.all(
        callers.map((caller, at) => {
          const { doc, user } = cast.actors[at % cast.actors.length] ?? random.pick(cast.actors)
          return caller.hello(world.ticketSecret, user, doc)
        }),
      )
      for (const caller of callers) caller.close()
      // The guest may be out; the others are let in, or asked to come back.
      const expected = ['welcome', 'not_found', 'too_many_connections', ...notNow]
      for (const code of new Set(answers)) {
        recorder.record({ type: 'info', what: 'answer', to: 'a client in a storm', expected, code })
      }
    },
  },
]

const stormCallers = 200

/** Joins, and reads no more: the window of its connection stays closed. */
async function stopReading({ world }: Scene, door: TcpProxy, doc: string, person: Parameters<RawCaller['hello']>[1]) {
  const before = new Set(door.links)
  const caller = new RawCaller(`http://127.0.0.1:${door.port}`)
  await caller.hello(world.ticketSecret, person, doc)
  // Others may have come in meanwhile: they read no more either, are cut, and come back.
  for (const link of door.links) if (!before.has(link)) link.stopReading()
  return caller
}

/** Bytes that are no message, or one that no honest client sends. */
function hostileFrame(random: Prng): Uint8Array {
  switch (random.int(5)) {
    case 0:
      return bytes(random, 1 + random.int(200))
    case 1:
      return damaged(encodeUpstream({ kind: 'push', changes: [forgedChange(random)] }), random)
    case 2:
      return encodeUpstream({ kind: 'push', changes: [bytes(random, random.int(100))] })
    case 3:
      return bytes(random, limits.maxFrameBytes)
    default:
      return encodeUpstream({ kind: 'push', changes: [forgedChange(random)] })
  }
}

/** A change by a replica that is somebody else's, or nobody's. */
function forgedChange(random: Prng): Uint8Array {
  const doc = new TandemDoc()
  doc.become(1 + random.int(10))
  return encodeChange(doc.edit([{ from: 0, to: 0, insert: 'forged' }]))
}

function bytes(random: Prng, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(256))
}

function damaged(frame: Uint8Array, random: Prng): Uint8Array {
  const copy = frame.slice()
  copy[random.int(copy.length)] = random.int(256)
  return copy
}
