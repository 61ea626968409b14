import { type Fault, nowAndThen } from './fault.ts'

/** What only owners decide while others write. */
export const ownerFaults: readonly Fault[] = [
  {
    name: 'blocking',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'somebody is blocked', 900 / rate, () => world.administrator.block(random))
      nowAndThen(world, random, 'somebody is invited', 600 / rate, () => world.administrator.invite(random))
    },
  },
  {
    name: 'hand-overs',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a document is handed over', 900 / rate, () => world.administrator.handOver(random))
    },
  },
  {
    name: 'general access',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'general access is changed', 500 / rate, () => world.links.open(random))
    },
  },
]
