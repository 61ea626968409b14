import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playwrightCount, sum, vitestCount } from './test-report.mjs'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-report-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** @param {object} content */
function report(content) {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] }

test('Vitest: tests are counted', () => {
  expect(vitestCount(report(vitest), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 })
})

test('Vitest: a file that does not load is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(vitestCount(report({ ...vitest, testResults }), 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('Vitest: an error beside the tests is a failure', () => {
  expect(vitestCount(report(vitest), 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('Playwright: a test that needed a second try has failed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }
  expect(playwrightCount(report({ stats }), 1)).toEqual({ passed: 4, failed: 2, skipped: 0 })
})

test('a runner that leaves no report has failed', () => {
  expect(vitestCount(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(playwrightCount(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('counts add up', () => {
  const count = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([count, count])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
