import { type Fault, nowAndThen } from './fault.ts'

/** Pages, and the devices that they keep things on. */
export const pageFaults: readonly Fault[] = [
  {
    name: 'dying pages',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a page dies', 600 / rate, () => {
        const page = random.pick(world.pages)
        const hadWork = (page.session?.unsaved.count ?? 0) > 0
        page.kill()
        world.scheduler.after(20 + random.int(700), 'a page is opened again', () => {
          if (hadWork) world.situations.reached('a page was opened with an outbox from before')
          if (world.database.down || world.nodes.every(({ process }) => !process.alive)) {
            world.situations.reached('a page was opened without any network')
          }
          page.open()
        })
      })
    },
  },
  {
    name: 'full devices',
    begin: ({ devices }, rate) => {
      for (const { faults } of devices) faults.full = 0.02 * rate
    },
  },
  {
    name: 'slow devices',
    begin: ({ devices }, rate) => {
      for (const { faults } of devices) faults.slow = 0.05 * rate
    },
  },
  {
    name: 'forgetful devices',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a device forgets everything', 2_500 / rate, () => random.pick(world.devices).evict())
    },
  },
]
