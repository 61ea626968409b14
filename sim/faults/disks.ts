import type { SimPage } from '../world/sim-page.ts'
import { type Fault, nowAndThen } from './fault.ts'

/** Chains of what goes wrong around one disk, each link of which is rare by itself. */
export const diskFaults: readonly Fault[] = [
  {
    name: 'spares on full devices',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a page begins without a network', 1_200 / rate, () => {
        const page = random.pick(world.pages)
        const { faults } = page.device
        const usual = faults.full
        if (usual === 1) return
        beginOffline(page)
        world.inChaos(300, 'it has its network, on a device that is full', () => {
          faults.full = 1
          page.goOnline()
        })
        world.inChaos(600, 'the device has room again', () => {
          faults.full = usual
        })
        world.inChaos(650, 'it begins without a network again', () => beginOffline(page))
        world.scheduler.after(900, 'it has its network again', () => page.goOnline())
      })
    },
  },
  {
    name: 'pages ahead of their disk',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'a disk falls behind, and a connection', 400 / rate, () => {
        const writing = world.pages.filter(({ session }) => session?.state.phase === 'live' && session.writable)
        if (writing.length === 0) return
        const page = random.pick(writing)
        const { faults } = page.device
        const usual = faults.slow
        if (usual === 1) return
        faults.slow = 1
        page.connection?.holdUp(150 + random.int(250))
        world.inChaos(30 + random.int(200), 'a page dies that its disk is behind', () => {
          faults.slow = usual
          page.kill()
          world.scheduler.after(1 + random.int(30), 'it is opened again at once', () => page.open())
        })
      })
    },
  },
]

function beginOffline(page: SimPage): void {
  page.goOffline()
  page.kill()
  page.open()
}
