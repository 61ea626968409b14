import { pause } from '../world/pause.ts'
import { type Fault, ordinary } from './fault.ts'

/** Faults of processes: killed, stopped, restarted, with another clock. */
export const processFaults: readonly Fault[] = [
  {
    ...ordinary,
    name: 'kill-node',
    id: 'R1',
    kills: true,
    weight: 10,
    inject: async ({ world }, random) => {
      const { node } = random.pick(world.places)
      await node.kill()
      await node.ready()
    },
  },
  {
    ...ordinary,
    name: 'kill-all-nodes',
    id: 'R2',
    kills: true,
    weight: 4,
    inject: async ({ world }) => {
      await Promise.all(world.places.map(({ node }) => node.kill()))
      await world.ready()
    },
  },
  {
    ...ordinary,
    name: 'kill-postgres',
    id: 'R3',
    kills: true,
    blinds: true,
    weight: 6,
    inject: async ({ world, signal }, random) => {
      await world.postgres.killAll()
      await pause(random.int(500), signal)
      await world.postgres.start()
      // Nodes hear of changes again at their next attempt to listen.
      await pause(1_000, signal)
    },
  },
  {
    ...ordinary,
    name: 'kill-everything',
    id: 'R2',
    kills: true,
    blinds: true,
    weight: 1,
    inject: async ({ world }) => {
      await Promise.all([world.postgres.killAll(), ...world.places.map(({ node }) => node.kill())])
      await world.postgres.start()
      await world.ready()
    },
  },
  {
    ...ordinary,
    name: 'pause-node',
    id: 'R4',
    lasts: true,
    weight: 2,
    inject: async ({ world, signal }, random) => {
      const { node } = random.pick(world.places)
      node.signal('SIGSTOP')
      await pause(200 + random.int(5_000), signal)
      node.signal('SIGCONT')
    },
  },
  {
    ...ordinary,
    name: 'rolling-restart',
    id: 'R5',
    inject: async ({ world }) => {
      for (const { node } of world.places) {
        await node.drain()
        await node.ready()
      }
    },
  },
  {
    ...ordinary,
    name: 'kill-after-action',
    id: 'R10',
    kills: true,
    blinds: true,
    weight: 2,
    inject: async ({ world, actions, signal }, random) => {
      await actions.doSomething(random, signal)
      await Promise.all([world.postgres.killAll(), ...world.places.map(({ node }) => node.kill())])
      await world.postgres.start()
      await world.ready()
    },
  },
  {
    ...ordinary,
    name: 'shift-clock',
    id: 'R14',
    lasts: true,
    inject: async ({ world, signal }, random) => {
      const { node } = random.pick(world.places)
      const shifted = node.id
      node.signal('SIGUSR2')
      await pause(1_000 + random.int(3_000), signal)
      // One that was killed meanwhile has come back with the right time.
      if (node.id === shifted) node.signal('SIGUSR2')
    },
  },
]
