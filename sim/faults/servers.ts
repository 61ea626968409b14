import { type Fault, nowAndThen } from './fault.ts'

/** Nodes, and what they run on. */
export const serverFaults: readonly Fault[] = [
  {
    name: 'crashes',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node crashes', 1_200 / rate, () => {
        const node = random.pick(world.nodes)
        if (world.pages.some(({ connection, session }) => connection?.node === node && session?.unsaved.count)) {
          world.situations.reached('a node crashed with changes in flight')
        }
        node.crash()
        world.scheduler.after(50 + random.int(800), 'a node is started', () => node.restart())
      })
    },
  },
  {
    name: 'pauses',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node stands still', 1_000 / rate, () => {
        const { process } = random.pick(world.nodes)
        process.pause()
        const ms = 50 + random.int(2_500)
        world.scheduler.after(ms, 'a node goes on', () => {
          if (ms > 900 && process.alive && process.paused) world.situations.reached('a node went on past its lease')
          process.resume()
        })
      })
    },
  },
  {
    name: 'pauses within commits',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node that writes stands still', 300 / rate, () => {
        const writing = world.nodes.filter(({ process }) => !process.paused && world.database.isWriting(process))
        if (writing.length === 0) return
        const { process } = random.pick(writing)
        process.pause()
        world.inChaos(1 + random.int(100), 'somebody is removed', () => {
          world.situations.reached('somebody was removed behind the back of a node that writes')
          world.administrator.remove(random)
        })
        world.scheduler.after(1_000 + random.int(1_000), 'a node goes on', () => process.resume())
        world.inChaos(2_500, 'somebody is invited', () => world.administrator.invite(random))
      })
    },
  },
  {
    name: 'departures',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node leaves', 1_500 / rate, () => {
        const node = random.pick(world.nodes)
        node.leave()
        world.scheduler.after(600 + random.int(1_000), 'a node that leaves ends', () => node.restart())
      })
    },
  },
  {
    name: 'failing rooms',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a room fails', 900 / rate, () => {
        const failed = random.pick(world.nodes).failRoom(random.pick(world.documents))
        if (failed) world.situations.reached('a room was thrown away while people were in it')
      })
    },
  },
  {
    name: 'wrong clocks',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a clock is set', 800 / rate, () => {
        const { clock } = random.pick([...world.nodes, ...world.pages])
        clock.offMs = random.pick([-86_400_000, -3_600_000, -700, 0, 700, 5_000, 86_400_000])
      })
    },
  },
  {
    name: 'slow timers',
    begin: (world, rate, random) => {
      for (const { clock } of [...world.nodes, ...world.pages]) {
        if (random.chance(0.5)) clock.slowness = 1 + (random.int(40) / 10) * rate
      }
    },
  },
]
