// From a fresh checkout to something that runs: install, generate, build, each only when what goes into it has changed.
// Imports nothing but Node: it runs before anything is installed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fingerprint, generateInputs, installInputs, sourceOf } from './inputs.mjs'
import { takeLock } from './lock-file.mjs'
import { requireNode } from './node-version.mjs'
import { pnpm, turbo } from './pnpm.mjs'
import { prisma } from './prisma-cli.mjs'
import { inRoot } from './root.mjs'

/**
 * @typedef {object} Step
 * @property {'install' | 'generate' | 'server' | 'web'} name
 * @property {string} says what it does, for the person who waits
 * @property {() => string[]} inputs the files it depends on
 * @property {string[]} outputs what it makes, in part: enough to see that somebody deleted it
 * @property {() => Promise<{ code: number, output: string }>} work
 * @property {string} advice what to do when it fails
 */

const buildAdvice = 'The first error above is the one to mend; `npm run check` shows type errors with their places.'

/** @type {readonly Step[]} */
const steps = [
  {
    name: 'install',
    says: 'Installing packages',
    inputs: installInputs,
    outputs: ['node_modules/.modules.yaml'],
    work: () => pnpm(['install', '--frozen-lockfile', '--prefer-offline'], { output: 'capture' }),
    advice: 'Packages come from the npm registry: is it reachable? If the lockfile is out of date, run pnpm install.',
  },
  {
    name: 'generate',
    says: 'Generating the database client',
    inputs: generateInputs,
    outputs: ['prisma/src/generated/client.ts'],
    work: () => prisma(['generate', '--no-hints'], { stdio: 'pipe' }),
    advice: 'Is prisma/schema.prisma valid? `npm run db -- validate` says more.',
  },
  {
    name: 'server',
    says: 'Building the collaboration server',
    inputs: () => sourceOf('apps/server'),
    outputs: ['apps/server/dist/main.js'],
    work: () => build('@tandem/server'),
    advice: buildAdvice,
  },
  {
    name: 'web',
    says: 'Building the web app',
    inputs: () => sourceOf('apps/web'),
    outputs: ['apps/web/.next/BUILD_ID'],
    work: () => build('@tandem/web'),
    advice: buildAdvice,
  },
]

/**
 * Makes the checkout ready up to and including a step.
 * @param {{ upTo?: Step['name'], log?: (line: string) => void }} [options]
 * @throws {Error} when a step fails; the message says what to do
 */
export async function setup({ upTo = 'web', log = console.log } = {}) {
  requireNode()
  const lock = await takeSetupLock(log)
  try {
    for (const step of steps) {
      await once(step, log)
      if (step.name === upTo) break
    }
  } finally {
    lock.release()
  }
}

/** @param {string} name */
function build(name) {
  return turbo(['build', `--filter=${name}`, '--output-logs=new-only', '--no-update-notifier'], { output: 'capture' })
}

/**
 * @param {Step} step
 * @param {(line: string) => void} log
 */
async function once(step, log) {
  const stamp = inRoot('.turbo', 'setup', step.name)
  const inputs = fingerprint(step.inputs())
  const isMade = step.outputs.every((path) => existsSync(inRoot(path)))
  if (isMade && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return
  log(`${step.says}…`)
  const startedAt = performance.now()
  const { code, output } = await step.work()
  if (code !== 0) {
    log(output.trimEnd())
    throw new Error(`${step.says} failed (exit ${code}). ${step.advice}`)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, inputs)
  log(`${step.says}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

/**
 * Two at once in one checkout (`npm start` beside `npm test`) take turns: they write the same folders.
 * @param {(line: string) => void} log
 */
async function takeSetupLock(log) {
  for (let told = false; ; told = true) {
    const taken = takeLock(inRoot('.turbo', 'setup', 'lock'))
    if ('lock' in taken) return taken.lock
    if (!told) log(`Another command (pid ${taken.heldBy.pid}) sets this checkout up: waiting for it…`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
