import { pause } from '../world/pause.ts'
import type { Link } from '../world/tcp-proxy.ts'
import { type Fault, ordinary } from './fault.ts'

/** A dead connection is noticed within this, by either side. */
const noticedMs = 11_000

/** Faults of networks: between people and nodes, and between nodes and the database. */
export const networkFaults: readonly Fault[] = [
  {
    ...ordinary,
    name: 'lose-commit-reply',
    id: 'R3b',
    weight: 3,
    inject: async ({ world, signal }, random) => {
      const { databaseLine } = random.pick(world.places)
      const lost = new AbortController()
      const asking = new Set<Link>()
      databaseLine.tap = (piece, direction, link) => {
        if (direction === 'up') {
          if (piece.includes('append_')) asking.add(link)
          return true
        }
        // The database has answered: it is committed, and nobody will know.
        if (!asking.has(link)) return true
        lost.abort()
        return false
      }
      await pause(2_000, AbortSignal.any([signal, lost.signal]))
      databaseLine.heal()
    },
  },
  {
    ...ordinary,
    name: 'slow-database',
    id: 'R6',
    lasts: true,
    blinds: true,
    inject: async ({ world, signal }, random) => {
      const { databaseLine } = random.pick(world.places)
      const delayMs = 2 + random.int(random.pick([20, 200, 1_000]))
      databaseLine.conditions.delayMs = () => delayMs
      await pause(1_500 + random.int(2_500), signal)
      databaseLine.heal()
      await pause(2 * delayMs, signal)
    },
  },
  {
    ...ordinary,
    name: 'no-database',
    id: 'R6',
    lasts: true,
    blinds: true,
    inject: async ({ world, signal }, random) => {
      const { databaseLine } = random.pick(world.places)
      databaseLine.conditions.accepts = false
      databaseLine.cut()
      await pause(500 + random.int(3_000), signal)
      databaseLine.heal()
      await pause(1_000, signal)
    },
  },
  {
    ...ordinary,
    name: 'silent-database',
    id: 'R6',
    lasts: true,
    blinds: true,
    inject: async ({ world, signal }, random) => {
      const { databaseLine } = random.pick(world.places)
      for (const link of databaseLine.links) link.deafen()
      await pause(7_000, signal)
    },
  },
  {
    ...ordinary,
    name: 'cut-connections',
    id: 'R12',
    weight: 2,
    inject: async ({ world, signal }, random) => {
      const { door } = random.pick(world.places)
      for (let left = 1 + random.int(3); left > 0; left--) {
        door.cut()
        await pause(random.int(300), signal)
      }
    },
  },
  {
    ...ordinary,
    name: 'slow-network',
    id: 'R12',
    lasts: true,
    blinds: true,
    inject: async ({ world, signal }, random) => {
      const { door } = random.pick(world.places)
      const longest = random.pick([30, 300, 3_000])
      door.conditions.delayMs = () => random.int(longest)
      door.conditions.bytesPerSecond = random.pick([null, 50_000])
      await pause(2_000 + random.int(2_000), signal)
      door.heal()
      await pause(longest, signal)
    },
  },
  {
    ...ordinary,
    name: 'half-open',
    id: 'R13',
    lasts: true,
    inject: async ({ world, signal }, random) => {
      const { door } = random.pick(world.places)
      for (const link of door.links) if (random.chance(0.7)) link.deafen()
      await pause(noticedMs, signal)
    },
  },
]
