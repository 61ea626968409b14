import { type Fault, nowAndThen } from './fault.ts'

/** How long a reader takes nothing: a moment, about as long as a node puts up with, and longer than a run. */
const readingAgainMs = [500, 2_000, 60_000]

/** Frames and connections. */
export const networkFaults: readonly Fault[] = [
  {
    name: 'late frames',
    begin: ({ network }, rate) => {
      network.faults.late = 0.02 * rate
    },
  },
  {
    name: 'cuts',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a connection is cut', 350 / rate, () => {
        const { connections } = world.network
        if (connections.length > 0) random.pick(connections).cut()
      })
    },
  },
  {
    name: 'half-open connections',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a connection is half open', 900 / rate, () => {
        const { connections } = world.network
        if (connections.length === 0) return
        const connection = random.pick(connections)
        world.situations.reached('a connection was half open')
        connection.deafen()
        world.scheduler.after(200 + random.int(2_500), 'a half-open connection is found', () => connection.cut())
      })
    },
  },
  {
    name: 'slow readers',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a reader stops reading', 700 / rate, () => {
        const { connections } = world.network
        if (connections.length === 0) return
        const connection = random.pick(connections)
        connection.hold()
        world.scheduler.after(random.pick(readingAgainMs), 'a reader reads again', () => {
          if (connection.unsent.messages > 3) world.situations.reached('a slow reader got rows from the log')
          connection.takeAll()
        })
      })
    },
  },
  {
    name: 'storms',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'all connections are cut', 2_500 / rate, () => {
        for (const connection of world.network.connections) connection.cut()
      })
    },
  },
]
