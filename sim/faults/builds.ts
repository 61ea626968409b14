import { type Fault, nowAndThen } from './fault.ts'

/** How long somebody looks at a page that says that it is too old, or too new, before they load it again. */
const lookingMs = 300

/** New builds of the product, of which pages and nodes do not understand each other. */
export const buildFaults: readonly Fault[] = [
  {
    name: 'new builds',
    begin: (world, rate, random) => {
      nowAndThen(world, random, 'there is a new build', 1_800 / rate, () => {
        const build = ++world.newestBuild
        for (const node of world.nodes) {
          world.inChaos(random.int(1_500), 'a node is started with the new build', () => {
            node.build = Math.max(node.build, build)
            node.crash()
            node.restart()
          })
        }
      })
      nowAndThen(world, random, 'somebody loads a page again', lookingMs, () => {
        for (const page of world.pages) {
          const state = page.session?.state
          if (state?.phase !== 'closed' || state.reason.code !== 'upgrade_required') continue
          world.situations.reached('a page was of another version than its node')
          page.kill()
          page.open()
        }
      })
    },
  },
]
