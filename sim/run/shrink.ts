import type { Scenario } from '../scenario/scenario.ts'
import { runScenario } from './run-scenario.ts'

/** Runs that a smaller scenario may cost to find. */
const maxRuns = 300

/**
 * A smaller scenario with which the same invariant does not hold: without fault classes, without people, with fewer edits,
 * and healed sooner, as far as each can be left out.
 */
export async function shrink(scenario: Scenario, invariant: string): Promise<Scenario> {
  let smallest = scenario
  let runs = 0
  const failsStill = async (candidate: Scenario) => {
    if (++runs > maxRuns) return false
    try {
      return (await runScenario(candidate)).violation?.invariant === invariant
    } catch {
      return invariant === 'nothing throws'
    }
  }
  for (let again = true; again; ) {
    again = false
    for (const candidate of smaller(smallest)) {
      if (!(await failsStill(candidate))) continue
      smallest = candidate
      again = true
      break
    }
  }
  return smallest
}

/** What could be left out next, the most first. */
function* smaller(scenario: Scenario): Iterable<Scenario> {
  const { faults, cast, chaosMs, nodes } = scenario
  const names = Object.keys(faults)
  if (names.length > 3) {
    const half = Math.ceil(names.length / 2)
    for (const kept of [names.slice(half), names.slice(0, half)]) yield { ...scenario, faults: only(faults, kept) }
  }
  for (const name of names)
    yield {
      ...scenario,
      faults: only(
        faults,
        names.filter((other) => other !== name),
      ),
    }
  // Somebody owns the documents: the first stays.
  for (const [at, member] of cast.entries()) {
    if (at > 0) yield { ...scenario, cast: cast.filter((_, other) => other !== at) }
    const less = (part: Partial<typeof member>) => cast.map((one, other) => (other === at ? { ...one, ...part } : one))
    if (member.tabs > 1) yield { ...scenario, cast: less({ tabs: member.tabs - 1 }) }
    if (member.edits > 1) yield { ...scenario, cast: less({ edits: Math.floor(member.edits / 2) }) }
  }
  if (nodes > 1) yield { ...scenario, nodes: nodes - 1 }
  if (chaosMs > 500) yield { ...scenario, chaosMs: Math.floor(chaosMs / 2) }
  if (chaosMs > 500) yield { ...scenario, chaosMs: Math.floor(chaosMs * 0.8) }
}

function only(faults: Scenario['faults'], names: readonly string[]): Scenario['faults'] {
  return Object.fromEntries(Object.entries(faults).filter(([name]) => names.includes(name)))
}
