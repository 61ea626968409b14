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
          if (!page.online || world.database.down || world.nodes.every(({ process }) => !process.alive)) {
            world.situations.reached('a page was opened without any network')
          }
          page.open()
        })
      })
    },
  },
  {
    name: 'leaving pages',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a page is closed', 500 / rate, () => {
        const page = random.pick(world.pages)
        page.leave()
        world.scheduler.after(200 + random.int(1_500), 'a page is opened again', () => page.open())
      })
    },
  },
  {
    name: 'pages without a network',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a device has no network', 700 / rate, () => {
        const device = random.pick(world.devices)
        const pages = world.pages.filter((page) => page.device === device)
        for (const page of pages) page.goOffline()
        world.scheduler.after(100 + random.int(2_000), 'a device has its network again', () => {
          for (const page of pages) page.goOnline()
        })
      })
    },
  },
  {
    name: 'power failures',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a device is without power', 1_200 / rate, () => {
        const device = random.pick(world.devices)
        const pages = world.pages.filter((page) => page.device === device)
        for (const page of pages) page.kill()
        device.losePower()
        for (const page of pages) {
          world.scheduler.after(50 + random.int(1_000), 'a device has power again', () => page.open())
        }
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
