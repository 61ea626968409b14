import { type Fault, nowAndThen } from './fault.ts'

/** What happens to the connections between nodes and the database, and to the database behind them. */
export const failoverFaults: readonly Fault[] = [
  {
    name: 'failovers',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'the database goes on elsewhere', 1_500 / rate, () => {
        const lost = world.nodes.map(({ process }) => process).filter(() => random.chance(0.7))
        if (lost.length > 0 && lost.length < world.nodes.length) {
          world.situations.reached('some nodes found the database where it went on, and others did not')
        }
        world.database.failOver(lost, random)
        for (const process of lost) {
          world.scheduler.after(50 + random.int(1_000), 'a node finds the database', () => {
            world.database.found(process)
          })
        }
      })
    },
  },
  {
    name: 'cut database connections',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node is cut off from the database', 500 / rate, () => {
        world.database.cut(random.pick(world.nodes).process, random)
      })
    },
  },
]
