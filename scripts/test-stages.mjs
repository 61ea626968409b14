import { rmSync } from 'node:fs'
import { startApp } from './app.mjs'
import { settingNames } from './environment.mjs'
import { interrupted } from './interrupt.mjs'
import { inRoot } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { staticChecks } from './static-checks.mjs'
import { temporaryData } from './temporary-data.mjs'
import { playwrightCount, vitestCount } from './test-report.mjs'

/** @typedef {import('./test-report.mjs').Count} Count */

/**
 * What `npm test` runs, in order: the quick and cheap first. Each takes filters for its runner and counts its tests.
 * @type {Readonly<Record<string, (filters: readonly string[]) => Promise<Count>>>}
 */
export const stages = {
  layers: () => check('layers'),
  lint: () => check('lint'),
  types: () => check('types'),
  unit: (filters) => vitest('unit', filters),
  pg: (filters) => vitest('pg', filters),
  e2e,
}

/**
 * A check counts as one test.
 * @param {keyof typeof staticChecks} name
 * @returns {Promise<Count>}
 */
async function check(name) {
  const { code } = await staticChecks[name]()
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {'unit' | 'pg'} project
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function vitest(project, filters) {
  const report = freshReport(project)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const runner = inRoot('node_modules/vitest/vitest.mjs')
  const args = ['run', `--project=${project}`, ...reporters, ...filters]
  const { code } = await runCommand(process.execPath, [runner, ...args])
  return vitestCount(report, code)
}

/**
 * Against the whole application, on a data folder and ports of its own.
 * @param {readonly string[]} filters
 * @returns {Promise<Count>}
 */
async function e2e(filters) {
  // A person's own settings (another database, a proxy) are not for tests.
  for (const name of settingNames) delete process.env[name]
  const report = freshReport('e2e')
  const data = temporaryData()
  try {
    const app = await startApp({ dataDir: data.folder, port: 0, collabPort: 0, signal: interrupted })
    try {
      const { code } = await runCommand(
        process.execPath,
        [inRoot('e2e/node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', ...filters],
        {
          cwd: inRoot('e2e'),
          env: {
            BASE_URL: app.url,
            COLLAB_URL: app.collabUrl,
            DATABASE_URL: app.databaseUrl,
            DATA_DIR: data.folder,
            PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          },
        },
      )
      return playwrightCount(report, code)
    } finally {
      await app.stop()
    }
  } finally {
    await data.remove()
  }
}

/** @param {string} stage */
function freshReport(stage) {
  const file = inRoot('test-results', `${stage}.json`)
  rmSync(file, { force: true }) // an old one must not be counted when the runner fails to write
  return file
}
