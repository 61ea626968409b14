import { stream } from '../engine/streams.ts'
import { faults } from '../faults/all.ts'
import type { StartRole } from '../world/person.ts'
import type { CastMember, Scenario } from './scenario.ts'

/** How long things go wrong. */
const chaosMs = 4_000
/** Edits of one run, those of all tabs. */
const edits = 230
/** One of so many faults is there at all, on average: what is left out lets the others get further. */
const faultShare = 0.35
const rates = [0.3, 1, 1, 3]
/** One alone echoes everything that was written, from memory: nobody else's rows come between. */
const nodes = [1, 2, 2, 3, 3]

/** Who writes from the beginning on. */
const mayWriteFirst: ReadonlySet<StartRole> = new Set(['owner', 'editor', 'guest'])

/** The scenario of a seed. */
export function drawScenario(seed: number): Scenario {
  const random = stream(seed, 'scenario')
  const documents = random.chance(0.3) ? 2 : 1
  const roles: StartRole[] = ['owner', 'editor', 'editor']
  if (random.chance(0.6)) roles.push('viewer')
  if (random.chance(0.5)) roles.push('stranger')
  const placed = roles.map((role, at) => ({
    role,
    document: at === 0 ? 0 : random.int(documents),
    tabs: role === 'editor' && random.chance(0.4) ? 2 : 1,
    shared: random.chance(0.6),
  }))
  // A stream of their own: what the others do stays as it is without them.
  const guests = stream(seed, 'guests')
  if (guests.chance(0.3)) {
    const shared = guests.chance(0.6)
    placed.push({ role: 'guest', document: guests.int(documents), tabs: guests.chance(0.4) ? 2 : 1, shared })
  }
  const writing = placed.reduce((sum, { role, tabs }) => sum + (mayWriteFirst.has(role) ? tabs : 0), 0)
  const cast = placed.map((one): CastMember => ({ ...one, edits: Math.ceil(edits / writing) }))
  const chosen = faults.filter(() => random.chance(faultShare))
  return {
    seed,
    nodes: random.pick(nodes),
    documents,
    cast,
    faults: Object.fromEntries(chosen.map(({ name }) => [name, random.pick(rates)])),
    chaosMs,
  }
}
