import type { Database } from '@tandem/db'
import { pause } from '../world/pause.ts'
import { type Fault, ordinary } from './fault.ts'

/** Faults of what keeps data: a full disk, a damaged snapshot, a Redis that is gone or empty. */
export const storageFaults: readonly Fault[] = [
  {
    ...ordinary,
    name: 'fill-disk',
    id: 'R11',
    lasts: true,
    blinds: true,
    missing: ({ disk }) => (disk ? null : 'mounting is not allowed here'),
    inject: async ({ world, signal }, random) => {
      world.disk?.fill()
      await pause(1_000 + random.int(2_000), signal)
      world.disk?.free()
      // A database that could not write its log has ended itself, and starts again.
      await pause(1_000, signal)
      await world.postgres.start()
    },
  },
  {
    ...ordinary,
    name: 'damage-snapshot',
    id: 'R21',
    inject: async ({ world, cast, recorder }, random) => {
      const { id } = random.pick(cast.documents)
      const seq = await flipByte(world.db, id, random.int(2 ** 20))
      if (seq !== null) recorder.record({ type: 'info', what: 'damage', doc: id, seq })
      // Somebody opens the document with an empty device: the snapshot is what it would begin with.
      const openers = cast.actors.filter(({ doc }) => doc === id)
      await random.pick(openers).openAnew()
    },
  },
  {
    ...ordinary,
    name: 'kill-redis',
    id: 'R7',
    kills: true,
    weight: 4,
    missing: ({ redis }) => (redis ? null : 'one node needs no Redis'),
    inject: async ({ world, signal }, random) => {
      await world.redis?.kill()
      await pause(random.int(1_500), signal)
      await world.redis?.startAgain()
    },
  },
  {
    ...ordinary,
    name: 'stop-redis',
    id: 'R7',
    lasts: true,
    missing: ({ redis }) => (redis ? null : 'one node needs no Redis'),
    inject: async ({ world, signal }, random) => {
      world.redis?.pause()
      await pause(500 + random.int(4_000), signal)
      world.redis?.resume()
    },
  },
  {
    ...ordinary,
    name: 'part-redis',
    id: 'R7',
    lasts: true,
    missing: ({ redis }) => (redis ? null : 'one node needs no Redis'),
    inject: async ({ world, signal }, random) => {
      const { redisLine } = random.pick(world.places)
      for (const link of redisLine?.links ?? []) link.deafen()
      await pause(1_000 + random.int(4_000), signal)
      redisLine?.cut()
    },
  },
  {
    ...ordinary,
    name: 'flush-redis',
    id: 'R7',
    missing: ({ redis }) => (redis ? null : 'one node needs no Redis'),
    inject: async ({ world }) => {
      await world.redis?.say('FLUSHALL', 'CLIENT KILL TYPE normal', 'CLIENT KILL TYPE pubsub')
    },
  },
]

/** Damages the newest snapshot of a document: which one; null when there is none, or the database is away. */
async function flipByte(db: Database, doc: string, at: number): Promise<number | null> {
  try {
    const { rows } = await db.pool.query<{ seq: string }>(
      `UPDATE snapshot SET state = set_byte(state, $2 % octet_length(state), 255 - get_byte(state, $2 % octet_length(state)))
       WHERE document_id = $1 AND seq = (SELECT max(seq) FROM snapshot WHERE document_id = $1) RETURNING seq`,
      [doc, at],
    )
    return rows[0] ? Number(rows[0].seq) : null
  } catch {
    return null
  }
}
