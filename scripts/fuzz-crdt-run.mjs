// The work of `npm run fuzz:crdt`. It runs under tsx, because it imports the source of a package.
import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { fuzz } from '../packages/crdt/src/fuzz/fuzzing.ts'
import { parseRegression, rerun } from '../packages/crdt/src/fuzz/regression.ts'
import { command } from './command.mjs'
import { interrupted, interruptedExitCode } from './interrupt.mjs'
import { inRoot, root } from './root.mjs'

const usage = `Random sessions of 2 to 8 replicas against a slow twin, and damaged bytes for every decoder.

  npm run fuzz:crdt -- [options]

  --operations N   how many operations (default 1000000, unless --minutes is given)
  --minutes N      how long
  --seed N         the same seed does the same; by default a random one, which is printed
  --case FILE      only what this file says, as packages/crdt/regressions/ has them

A failure is made as small as possible, written to packages/crdt/regressions/, and ends the run.`

const tellEveryMs = 10_000
/** How long work goes on before signals are looked after. */
const sliceMs = 100

/** @typedef {import('../packages/crdt/src/fuzz/fuzzing.ts').Tally} Tally */

await command(async () => {
  const { values } = parseArgs({
    options: {
      operations: { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string' },
      case: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  // npm runs us in the checkout, wherever it was called.
  if (values.case !== undefined) return runFile(resolve(process.env.INIT_CWD ?? '.', values.case))
  const minutes = values.minutes === undefined ? undefined : number('minutes', values.minutes)
  const operations = values.operations === undefined ? undefined : number('operations', values.operations)
  return run({
    seed: values.seed === undefined ? randomInt(2 ** 31) : number('seed', values.seed),
    forMs: minutes === undefined ? Number.POSITIVE_INFINITY : minutes * 60_000,
    operations: operations ?? (minutes === undefined ? 1_000_000 : Number.POSITIVE_INFINITY),
  })
})

/** @param {{ seed: number, forMs: number, operations: number }} goal */
async function run({ seed, forMs, operations }) {
  console.log(`seed ${seed}`)
  const work = fuzz(seed)
  const startedAt = performance.now()
  let toldAt = startedAt
  /** @type {Tally} */
  let tally = { cases: 0, operations: 0, damages: 0 }
  const tell = () => console.log(inWords(tally, performance.now() - startedAt))
  while (tally.operations < operations && performance.now() - startedAt < forMs) {
    const sliceEnds = performance.now() + sliceMs
    while (performance.now() < sliceEnds && tally.operations < operations) {
      const step = work.next()
      if (step.done) {
        tell()
        return report(step.value, seed)
      }
      tally = step.value
    }
    await setImmediate()
    if (interrupted.aborted) {
      tell()
      console.log(`interrupted, without a failure so far: --seed ${seed} begins the same way`)
      return interruptedExitCode
    }
    if (performance.now() - toldAt >= tellEveryMs) {
      toldAt = performance.now()
      tell()
    }
  }
  tell()
  console.log('no failure')
  return 0
}

/**
 * @param {import('../packages/crdt/src/fuzz/regression.ts').Regression} regression
 * @param {number} seed
 */
function report(regression, seed) {
  const words = regression.message.toLowerCase().match(/[a-z]+/g) ?? []
  const name = `${words
    .filter((word) => !/^(step|replica|assertion|failed)$/.test(word))
    .slice(0, 5)
    .join('-')}-${seed}`
  const file = inRoot('packages/crdt/regressions', `${name}.json`)
  writeFileSync(file, `${JSON.stringify(regression, null, 2)}\n`)
  console.error(`\nFAILED: ${regression.message}\n`)
  console.error(`as small as possible: npm run fuzz:crdt -- --case ${relative(root, file)}`)
  console.error(`the whole run:        npm run fuzz:crdt -- --seed ${seed}`)
  return 1
}

/** @param {string} file */
function runFile(file) {
  rerun(parseRegression(readFileSync(file, 'utf8')))
  console.log('no failure')
  return 0
}

/**
 * @param {Tally} tally
 * @param {number} ms
 */
function inWords({ cases, operations, damages }, ms) {
  const rate = Math.round(operations / (ms / 1000))
  return `${Math.round(ms / 1000)} s: ${cases} cases, ${operations} operations (${rate}/s), ${damages} damaged inputs`
}

/**
 * @param {string} name
 * @param {string} value
 */
function number(name, value) {
  const parsed = Number(value)
  if (value.trim() === '' || !Number.isFinite(parsed) || parsed < 0) {
    throw new Error(`--${name} is a number of at least 0; it was "${value}"`)
  }
  return parsed
}
