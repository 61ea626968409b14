import { stream } from '../engine/streams.ts'
import { Trace } from '../engine/trace.ts'
import { faults } from '../faults/all.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Situations } from '../situations.ts'
import type { Violation } from '../world/observer.ts'
import type { SimPage } from '../world/sim-page.ts'
import { Typist } from '../world/typist.ts'
import type { DeviceEnding } from '../world/watched.ts'
import { World } from '../world/world.ts'
import { watchForSituations } from './watch-for-situations.ts'

/** What came of a run. */
export type Outcome = {
  /** The first invariant that did not hold; null: all did. */
  readonly violation: Violation | null
  readonly situations: Situations
  /** Of all that happened, in its order. */
  readonly hash: string
  readonly events: number
  /** Edits that people made. */
  readonly operations: number
}

/** Pages are opened within this. */
const openingMs = 250
/** When all is healed, everything that was begun is done within this: the longest pauses of sessions, twice. */
const healMs = 45_000
/** How long all is watched when nothing is left to do. */
const stillMs = 1_200
/** How often somebody looks once more. */
const maxReloads = 3
/** How many events pass between two looks whether all is done. */
const lookEvery = 40

/** Lets a scenario happen: some seconds in which things go wrong, then everything is healed and has to come to rest. */
export async function runScenario(scenario: Scenario, trace = new Trace(false)): Promise<Outcome> {
  const world = new World(scenario, trace)
  const { scheduler, situations, observer } = world
  watchForSituations(world)
  let operations = 0
  for (const [at, page] of world.pages.entries()) {
    const random = stream(scenario.seed, `opening ${at}`)
    scheduler.after(random.int(openingMs), `${page.name} is opened`, () => page.open())
  }
  let tab = 0
  for (const { edits, tabs } of scenario.cast) {
    for (let count = 0; count < tabs; count++, tab++) {
      const page = world.pages[tab]
      const random = stream(scenario.seed, `work of tab ${tab}`)
      const typist = new Typist(random, world.intentions)
      for (let edit = 0; edit < edits; edit++) {
        world.inChaos(openingMs + random.int(scenario.chaosMs), `${page?.name} works`, () => {
          if (!page?.session || !typist.work(page.documentId, page.session)) return
          operations++
          if (page.person.startRole === 'guest') situations.reached('a guest wrote')
        })
      }
    }
  }
  for (const { name, begin } of faults) {
    const rate = scenario.faults[name]
    if (rate !== undefined) begin(world, rate, stream(scenario.seed, `fault ${name}`))
  }
  await scheduler.runUntil(scenario.chaosMs)
  heal(world)
  await comeToRest(world)
  world.endings = endingsOf(world)
  observer.ended()
  const { violation } = observer
  return { violation, situations, hash: trace.hash, events: scheduler.events, operations }
}

/** Waits until everything that was begun is done, and stays so: what a page finds on its device once it is in may have it connect anew. */
async function comeToRest(world: World): Promise<void> {
  const { scheduler, scenario } = world
  const until = scenario.chaosMs + healMs
  let looks = 0
  const reloads = new Map<SimPage, number>()
  do {
    await scheduler.runUntil(until, () => {
      if (++looks % lookEvery !== 0) return false
      reloadClosed(world, reloads)
      return isAtRest(world)
    })
    await scheduler.runUntil(scheduler.now + stillMs)
  } while (!scheduler.over && scheduler.now < until && !isAtRest(world))
}

/** Nothing is in the way any more, and whoever may be in is about to be. */
function heal(world: World): void {
  world.database.heal()
  world.hub.heal()
  for (const device of world.devices) Object.assign(device.faults, { full: 0, slow: 0 })
  for (const { clock } of [...world.nodes, ...world.pages]) clock.slowness = 1
  for (const node of world.nodes) {
    node.process.resume()
    if (node.build !== world.newestBuild) node.crash()
    node.build = world.newestBuild
    node.restart()
  }
  world.network.heal()
  for (const documentId of world.documents) world.administrator.restore(documentId)
  for (const person of world.people) {
    world.accounts.enable(person)
    world.accounts.signIn(person)
  }
  for (const page of world.pages) {
    page.online = true
    if (page.session?.state.phase === 'closed') page.kill()
    page.open()
    page.session?.retryNow()
  }
}

/** People who were told that it is over before they were let in again, or that their page is too old, look once more, and not without end. */
function reloadClosed({ pages, ledger }: World, reloads: Map<SimPage, number>): void {
  for (const page of pages) {
    const { person, documentId, session } = page
    if (session?.state.phase !== 'closed' || person.signInId === null) continue
    const isOld = session.state.reason.code === 'upgrade_required'
    if (!isOld && ledger.lostSince(documentId, person.userId, person.signInId) !== null) continue
    const times = reloads.get(page) ?? 0
    if (times >= maxReloads) continue
    reloads.set(page, times + 1)
    page.kill()
    page.open()
  }
}

/** Whether everybody who may be in is in, with nothing unsaved, at the end of the log, and told all that was decided. */
function isAtRest({ pages, ledger, database, programs }: World): boolean {
  if (!database.decided || programs.running) return false
  return pages.every(({ session, person, documentId }) => {
    if (person.signInId === null) return true
    if (ledger.lostSince(documentId, person.userId, person.signInId) !== null) return session?.state.phase === 'closed'
    const head = database.model.log.head(documentId)
    const knowsAll =
      session?.role === ledger.roleOf(documentId, person.userId) && session.title === ledger.titleOf(documentId)
    return session?.state.phase === 'live' && session.unsaved.count === 0 && session.seq === head && knowsAll
  })
}

function endingsOf({ pages, devices }: World): readonly DeviceEnding[] {
  return devices.flatMap((device) => {
    const page = pages.find((one) => one.device === device)
    if (!page) return []
    const outbox = device.kept.load(page.documentId, () => true)?.outbox ?? []
    return [{ page, outbox, rescued: device.kept.rescued(page.documentId) }]
  })
}
