import { rmSync } from 'node:fs'
import { playwright } from './playwright.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { staticChecks } from './static-checks.mjs'
import { withTestApp } from './test-app.mjs'
import { asOneTest, playwrightCount, sum, vitestCount } from './test-report.mjs'

/** @typedef {import('./test-report.mjs').Count} Count */

/**
 * What `npm test` runs, in order: the quick and cheap first. Each takes filters for its runner and counts its tests; what runs
 * beside another returns what it said instead of showing it.
 * @type {Readonly<Record<string, (filters: readonly string[], output?: 'capture') => Promise<Count & { said?: string }>>>}
 */
export const stages = {
  layers: () => check('layers'),
  lint: () => check('lint'),
  types: () => check('types'),
  unit: (filters) => vitest('unit', ['unit', 'unit-page'], filters),
  pg: (filters) => vitest('pg', ['pg', 'pg-alone'], filters),
  cluster: (filters) => vitest('cluster', ['cluster'], filters),
  chaos,
  e2e,
}

/**
 * What waits most of its time begins with a stage that works, and is told when it is its turn.
 * @type {Readonly<Record<string, string>>}
 */
export const beside = { unit: 'chaos' }

/**
 * A check counts as one test.
 * @param {keyof typeof staticChecks} name
 * @returns {Promise<Count>}
 */
async function check(name) {
  const { code } = await staticChecks[name]()
  return asOneTest(name, code)
}

/**
 * @param {string} stage
 * @param {readonly string[]} projects of vitest.config.ts
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function vitest(stage, projects, filters) {
  const report = freshReport(stage)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const runner = inRoot('node_modules/vitest/vitest.mjs')
  const args = ['run', ...projects.map((project) => `--project=${project}`), ...reporters, ...filters]
  const { code } = await runCommand(process.execPath, [runner, ...args])
  return vitestCount(report, code)
}

/**
 * A minute of real faults, on one node and on two. It counts as one test.
 * @param {readonly string[]} _filters
 * @param {'inherit' | 'capture'} [output]
 * @returns {Promise<Count & { said: string }>}
 */
async function chaos(_filters, output) {
  const args = [inRoot('scripts/chaos.mjs'), '--minutes', '1']
  const { code, output: said } = await runCommand(process.execPath, args, output ? { output } : {})
  return { ...asOneTest('chaos', code), said }
}

/**
 * Against the whole application, on a data folder and ports of its own. Tests marked @alone shake what all share, and run
 * one by one after the others.
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function e2e(filters) {
  const passes = [['--grep-invert=@alone'], ['--grep=@alone', '--workers=1']]
  return withTestApp(async (env) => {
    const counts = []
    for (const [index, pass] of passes.entries()) {
      const report = freshReport(`e2e-${index + 1}`)
      const shared = ['--project=scenarios', '--reporter=list,json', '--pass-with-no-tests']
      const args = [...shared, `--output=../test-results/e2e-${index + 1}`, ...pass, ...filters]
      const { code } = await playwright(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
      counts.push(playwrightCount(report, code))
    }
    return sum(counts)
  })
}

/** @param {string} stage */
function freshReport(stage) {
  const file = inRoot('test-results', `${stage}.json`)
  rmSync(file, { force: true }) // an old one must not be counted when the runner fails to write
  return file
}
