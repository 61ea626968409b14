import { type Fault, nowAndThen } from './fault.ts'

/** The database, and the bus between nodes. */
export const storageFaults: readonly Fault[] = [
  {
    name: 'undone commits',
    begin: ({ database }, rate) => {
      database.faults.abort = 0.04 * rate
    },
  },
  {
    name: 'lost replies',
    begin: ({ database }, rate) => {
      database.faults.loseReply = 0.06 * rate
    },
  },
  {
    name: 'lock waits',
    begin: ({ database }, rate) => {
      database.faults.lockWait = 0.01 * rate
    },
  },
  {
    name: 'slow statements',
    begin: ({ database }, rate) => {
      database.faults.slow = 0.03 * rate
    },
  },
  {
    name: 'database stalls',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'the database stands still', 1_500 / rate, () => {
        world.database.stall(100 + random.int(2_400))
      })
    },
  },
  {
    name: 'late answers',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'answers of the database come late', 700 / rate, () => {
        world.database.withhold(random.pick(world.nodes).process, 50 + random.int(950))
      })
    },
  },
  {
    name: 'database crashes',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'the database crashes', 1_800 / rate, () => {
        world.database.crash()
        world.scheduler.after(50 + random.int(900), 'the database is started', () => world.database.restart())
      })
    },
  },
  {
    name: 'full disks',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'the disk is full', 2_000 / rate, () => {
        world.database.full = true
        world.scheduler.after(50 + random.int(700), 'the disk has room', () => {
          world.database.full = false
        })
      })
    },
  },
  {
    name: 'damaged snapshots',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a snapshot is damaged', 600 / rate, () => {
        const documentId = random.pick(world.documents)
        const { model } = world.database
        for (const seq of model.document(documentId)?.snapshots.keys() ?? []) model.snapshots.damage(documentId, seq)
      })
    },
  },
  {
    name: 'bus: lost messages',
    begin: ({ hub }, rate) => {
      hub.faults.lose = 0.15 * rate
    },
  },
  {
    name: 'bus: late and repeated messages',
    begin: ({ hub }, rate) => {
      hub.faults.delay = 0.1 * rate
      hub.faults.repeat = 0.1 * rate
    },
  },
  {
    name: 'bus: partitions',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a node is parted from the bus', 1_500 / rate, () => {
        world.hub.part(random.pick(world.nodes).process)
        world.scheduler.after(200 + random.int(2_000), 'the bus is whole', () => world.hub.restart())
      })
    },
  },
  {
    name: 'bus: crashes',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'the bus crashes', 2_000 / rate, () => {
        world.hub.crash()
        world.scheduler.after(50 + random.int(1_500), 'the bus is started', () => world.hub.restart())
      })
    },
  },
]
