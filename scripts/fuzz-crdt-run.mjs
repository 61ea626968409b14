// The work of `npm run fuzz:crdt`. It runs under tsx, because it imports the source of a package.
import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { attempt } from '../packages/crdt/src/fuzz/attempt.ts'
import { parseRegression } from '../packages/crdt/src/fuzz/regression.ts'
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
/** What takes longer than this does not end: the longest cases take seconds. */
const patienceMs = 60_000

/** @typedef {import('./fuzz-crdt-worker.mjs').News} News */
/** @typedef {import('../packages/crdt/src/fuzz/attempt.ts').Failure} Failure */

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
  const startedAt = performance.now()
  const worker = new Worker(new URL('fuzz-crdt-worker.mjs', import.meta.url), { workerData: { seed } })
  /** @type {{ news: News | null, at: number }} */
  const heard = { news: null, at: startedAt }
  const tell = () => heard.news && console.log(inWords(heard.news.tally, performance.now() - startedAt))
  const telling = setInterval(tell, tellEveryMs)
  /** @type {NodeJS.Timeout | undefined} */
  let watching
  try {
    /** @type {Failure | 'interrupted' | 'done'} */
    const end = await new Promise((settle, reject) => {
      worker.on('error', reject)
      worker.on('message', (/** @type {News} */ news) => {
        heard.news = news
        heard.at = performance.now()
        if ('failure' in news) settle(news.failure)
        else if (news.tally.operations >= operations || heard.at - startedAt >= forMs) settle('done')
      })
      watching = setInterval(() => {
        const { news, at } = heard
        if (news === null || 'failure' in news || performance.now() - at < patienceMs) return
        settle({ message: `it does not end within ${patienceMs / 1000} s`, ...news.next })
      }, 1_000)
      interrupted.addEventListener('abort', () => settle('interrupted'), { once: true })
    })
    tell()
    if (end === 'interrupted') {
      console.log(`interrupted, without a failure so far: --seed ${seed} begins the same way`)
      return interruptedExitCode
    }
    if (end !== 'done') return report(end, seed)
    console.log('no failure')
    return 0
  } finally {
    clearInterval(telling)
    clearInterval(watching)
    await worker.terminate()
  }
}

/**
 * @param {Failure} failure
 * @param {number} seed
 */
function report(failure, seed) {
  const words = failure.message.toLowerCase().match(/[a-z]+/g) ?? []
  const name = `${words
    .filter((word) => !/^(step|replica|assertion|failed)$/.test(word))
    .slice(0, 5)
    .join('-')}-${seed}`
  const file = inRoot('packages/crdt/regressions', `${name}.json`)
  writeFileSync(file, `${JSON.stringify(failure, null, 2)}\n`)
  console.error(`\nFAILED: ${failure.message}\n`)
  console.error(`to try it again: npm run fuzz:crdt -- --case ${relative(root, file)}`)
  console.error(`the whole run:   npm run fuzz:crdt -- --seed ${seed}`)
  return 1
}

/** @param {string} file */
function runFile(file) {
  attempt(parseRegression(readFileSync(file, 'utf8')))
  console.log('no failure')
  return 0
}

/**
 * @param {News['tally']} tally
 * @param {number} ms
 */
function inWords({ cases, operations, inputs }, ms) {
  const rate = Math.round(operations / (ms / 1000))
  return `${Math.round(ms / 1000)} s: ${cases} cases, ${operations} operations (${rate}/s), ${inputs} damaged inputs`
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
