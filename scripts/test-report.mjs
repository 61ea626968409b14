// How many tests passed and failed, and which, from the reports that the runners write for machines.
import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * `failures` names what failed, with the first words of why: thousands of lines above, nobody finds it.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Count
 */

/**
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestTest
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 */

/**
 * @param {string} file Vitest's JSON report
 * @param {number} exitCode a run can fail beside its tests: an unhandled error, a file that does not load
 * @returns {Count}
 */
export function vitestCount(file, exitCode) {
  const report = read(file)
  if (!report) return noReport
  /** @type {VitestFile[]} */
  const files = report.testResults
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  const failed = report.numFailedTests + broken.length
  const skipped = report.numPendingTests + report.numTodoTests
  const failures = [
    ...broken.map(({ name, message = '' }) => failure([name], message)),
    ...files.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => failure([name, fullName], failureMessages.join('\n'))),
    ),
  ]
  return atLeastOneFailed({ passed: report.numPassedTests, failed, skipped, failures }, exitCode)
}

/**
 * @param {string} file Playwright's JSON report
 * @param {number} exitCode
 * @returns {Count}
 */
export function playwrightCount(file, exitCode) {
  const report = read(file)
  if (!report) return noReport
  const { expected, unexpected, flaky, skipped } = report.stats
  // A test that needed a second try has failed.
  const failures = report.suites.flatMap(failuresOfSuite)
  return atLeastOneFailed({ passed: expected, failed: unexpected + flaky, skipped, failures }, exitCode)
}

/**
 * @typedef {{ results: { error?: { message?: string } }[] }} PlaywrightTry
 * @typedef {{ title: string, ok: boolean, file: string, tests: PlaywrightTry[] }} PlaywrightSpec
 * @typedef {{ suites?: PlaywrightSuite[], specs?: PlaywrightSpec[] }} PlaywrightSuite
 */

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs.filter(isFailed).map(({ file, title, tests }) => {
    const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ''))
    return failure([file, title], errors.find(Boolean) ?? '')
  })
  return [...own, ...suites.flatMap(failuresOfSuite)]
}

/** @param {PlaywrightSpec} spec a second try that passed is a failure too */
function isFailed({ ok, tests }) {
  return !ok || tests.some(({ results }) => results.length > 1)
}

/**
 * @param {readonly string[]} names file and title
 * @param {string} message of the runner, with colours and a stack
 */
function failure(names, message) {
  const plain = stripVTControlCharacters(message).trim().split('\n').slice(0, 12)
  return [names.join(' › '), ...plain.map((line) => `    ${line}`)].join('\n')
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed, skipped, failures }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  )

/**
 * A run that is not made of tests.
 * @param {string} name
 * @param {number} exitCode
 * @returns {Count}
 */
export function asOneTest(name, exitCode) {
  if (exitCode === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] }
  return { passed: 0, failed: 1, skipped: 0, failures: [`${name} ended with exit code ${exitCode}`] }
}

/** @type {Count} */
const noReport = { passed: 0, failed: 1, skipped: 0, failures: ['the runner left no report'] }

/**
 * @param {Count} count
 * @param {number} exitCode
 * @returns {Count}
 */
function atLeastOneFailed(count, exitCode) {
  if (exitCode === 0 || count.failed > 0) return count
  return { ...count, failed: 1, failures: [`the runner ended with exit code ${exitCode}, though no test failed`] }
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
