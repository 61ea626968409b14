// How many tests passed and failed, from the reports that the runners write for machines.
import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/**
 * @param {string} file Vitest's JSON report
 * @param {number} exitCode a run can fail beside its tests: an unhandled error, a file that does not load
 * @returns {Count}
 */
export function vitestCount(file, exitCode) {
  const report = read(file)
  if (!report) return noReport
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  const failed = report.numFailedTests + broken.length
  return atLeastOneFailed(
    { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests },
    exitCode,
  )
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
  return atLeastOneFailed({ passed: expected, failed: unexpected + flaky, skipped }, exitCode)
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** @type {Count} */
const noReport = { passed: 0, failed: 1, skipped: 0 }

/**
 * @param {Count} count
 * @param {number} exitCode
 * @returns {Count}
 */
function atLeastOneFailed(count, exitCode) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
