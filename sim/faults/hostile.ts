import { HostileClient } from '../world/hostile-client.ts'
import { type Fault, nowAndThen } from './fault.ts'

/** People of the cast, or strangers, with a program of their own. */
export const hostileFaults: readonly Fault[] = [
  {
    name: 'hostile clients',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody hostile comes', 500 / rate, () => {
        new HostileClient(world, random.pick(world.people), random.pick(world.documents), random).come()
      })
    },
  },
]
