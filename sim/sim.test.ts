import { expect, test } from 'vitest'
import { regressions } from './run/regression.ts'
import { runScenario } from './run/run-scenario.ts'
import { reportOn } from './run/seed-report.ts'

/** As many as a change is tried with; `npm run sim` runs more. */
const seeds = 500
/** What is run as one test. */
const together = 50

const starts = Array.from({ length: seeds / together }, (_, at) => 1 + at * together)

test.each(starts)('every invariant holds for the fifty seeds from %i on', { timeout: 120_000 }, async (from) => {
  for (let seed = from; seed < from + together; seed++) {
    const { violation } = await reportOn(seed)
    expect(violation, `npm run sim -- --seed ${seed} --trace`).toBe(null)
  }
})

test.each(regressions())('what %s showed does not come back', { timeout: 60_000 }, async (_, { scenario }) => {
  const { violation } = await runScenario(scenario)
  expect(violation).toBe(null)
})
