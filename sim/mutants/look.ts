// What is built with a bug in it: runs seeds until an invariant does not hold.
import { runScenario } from '../run/run-scenario.ts'
import { drawScenario } from '../scenario/draw-scenario.ts'
import type { Finding, Progress } from './finding.ts'

const [from = 1, count = 1] = process.argv.slice(2).map(Number)

for (let seed = from; seed < from + count; seed++) {
  say({ seed })
  const finding = await lookAt(seed)
  if (finding === null) continue
  say(finding)
  break
}
process.disconnect?.()

async function lookAt(seed: number): Promise<Finding | null> {
  try {
    const { violation } = await runScenario(drawScenario(seed))
    return violation && { seed, invariant: violation.invariant, what: violation.what }
  } catch (error) {
    return {
      seed,
      invariant: 'nothing throws',
      what: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

function say(message: Progress | Finding): void {
  process.send?.(message)
}
