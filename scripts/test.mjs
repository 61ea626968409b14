// npm test [-- stage…] [-- stage filter…]: everything, or some stages, or some files of one stage. It ends
// with what failed and why; the last line is `N passed, N failed`.
import { command } from './command.mjs'
import { interrupted } from './interrupt.mjs'
import { setup } from './setup.mjs'
import { sum } from './test-report.mjs'

/** @typedef {import('./test-report.mjs').Count & { stage: string, seconds: number, said?: string }} Result */

await command(async () => {
  /** @type {Result[]} */
  const results = []
  try {
    const { wanted, filters } = readArguments(process.argv.slice(2))
    await setup({ upTo: builtFor(wanted) })
    const { beside, stages } = await import('./test-stages.mjs')
    const isWanted = (/** @type {string} */ stage) => wanted.length === 0 || wanted.includes(stage)
    /** @type {Map<string, Promise<Result>>} */
    const begun = new Map()
    for (const [stage, run] of Object.entries(stages).filter(([stage]) => isWanted(stage))) {
      const [other, runOther] = Object.entries(stages).find(([name]) => name === beside[stage]) ?? []
      if (other && runOther && isWanted(other)) {
        const running = timed(other, () => runOther([], 'capture'))
        // Told when it is its turn, which it has no more when something interrupts.
        running.catch(() => {})
        begun.set(other, running)
      }
      console.log(`\n── ${stage} ──`)
      const result = await (begun.get(stage) ?? timed(stage, () => run(filters)))
      if (result.said) console.log(result.said)
      results.push(result)
    }
  } catch (error) {
    interrupted.throwIfAborted()
    const message = error instanceof Error ? error.message : String(error)
    console.error(`\n${message}`)
    results.push({ stage: 'setup', passed: 0, failed: 1, skipped: 0, failures: [message], seconds: 0 })
  }
  printSummary(results)
  return results.some(({ failed }) => failed > 0) ? 1 : 0
})

/**
 * What these stages run in its built form.
 * @param {readonly string[]} wanted empty: all
 */
function builtFor(wanted) {
  const has = (/** @type {string[]} */ ...stages) =>
    wanted.length === 0 || stages.some((stage) => wanted.includes(stage))
  if (has('e2e')) return 'web'
  return has('cluster', 'chaos') ? 'server' : 'generate'
}

/**
 * @param {readonly string[]} args stages first, then filters for the one stage that was named
 */
function readArguments(args) {
  const known = ['layers', 'lint', 'types', 'unit', 'pg', 'cluster', 'chaos', 'e2e']
  const firstFilter = args.findIndex((arg) => !known.includes(arg))
  const wanted = firstFilter === -1 ? args : args.slice(0, firstFilter)
  const filters = firstFilter === -1 ? [] : args.slice(firstFilter)
  if (filters.length > 0 && wanted.length !== 1) {
    throw new Error(`"${filters[0]}" is none of the stages (${known.join(', ')}); files belong after one of them`)
  }
  return { wanted, filters }
}

/**
 * @param {string} stage
 * @param {() => Promise<import('./test-report.mjs').Count & { said?: string }>} run
 * @returns {Promise<Result>} a stage that can't run has failed; the next ones run all the same
 */
async function timed(stage, run) {
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  try {
    return { stage, ...(await run()), seconds: seconds() }
  } catch (error) {
    interrupted.throwIfAborted()
    const message = error instanceof Error ? error.message : String(error)
    console.error(message)
    return { stage, passed: 0, failed: 1, skipped: 0, failures: [message], seconds: seconds() }
  }
}

/** @param {readonly Result[]} results */
function printSummary(results) {
  const row = (/** @type {(string | number)[]} */ [stage, ...numbers]) =>
    String(stage).padEnd(8) + numbers.map((number) => String(number).padStart(9)).join('')
  console.log(`\n${row(['', 'passed', 'failed', 'skipped', 'seconds'])}`)
  for (const { stage, passed, failed, skipped, seconds } of results) {
    console.log(row([stage, passed, failed, skipped, seconds.toFixed(1)]))
  }
  for (const { stage, failures } of results) {
    for (const failure of failures) console.log(`\n${stage} failed: ${failure}`)
  }
  const total = sum(results)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
}
