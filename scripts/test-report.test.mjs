import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOneTest, playwrightCount, sum, vitestCount } from './test-report.mjs'

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
  expect(vitestCount(report(vitest), 0)).toEqual({ passed: 3, failed: 0, skipped: 1, failures: [] })
})

test('Vitest: a file that does not load is a failure', () => {
  const testResults = [{ name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }]
  const failures = ['a.test.ts\n    no such module']
  expect(vitestCount(report({ ...vitest, testResults }), 1)).toMatchObject({ passed: 3, failed: 1, failures })
})

test('Vitest: what failed is named, with the first words of why', () => {
  const passed = { fullName: 'a list > is empty', status: 'passed', failureMessages: [] }
  const failed = {
    fullName: 'a list > grows',
    status: 'failed',
    failureMessages: ['\u001b[31mexpected 1\u001b[39m\n  at x'],
  }
  const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults: [passed, failed] }]
  const failures = ['a.test.ts › a list > grows\n    expected 1\n      at x']
  expect(vitestCount(report({ ...vitest, numFailedTests: 1, testResults }), 1)).toMatchObject({ failed: 1, failures })
})

test('Vitest: an error beside the tests is a failure', () => {
  const failures = ['the runner ended with exit code 1, though no test failed']
  expect(vitestCount(report(vitest), 1)).toMatchObject({ passed: 3, failed: 1, failures })
})

test('Playwright: a test that needed a second try has failed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }
  const why = [{ error: { message: 'not visible' } }]
  const specs = [
    { title: 'good', ok: true, file: 'a.spec.ts', tests: [{ results: [{}] }] },
    { title: 'second try', ok: true, file: 'a.spec.ts', tests: [{ results: [...why, {}] }] },
    { title: 'bad', ok: false, file: 'a.spec.ts', tests: [{ results: why }] },
  ]
  const failures = ['a.spec.ts › second try\n    not visible', 'a.spec.ts › bad\n    not visible']
  const count = playwrightCount(report({ stats, suites: [{ suites: [{ specs }] }] }), 1)
  expect(count).toEqual({ passed: 4, failed: 2, skipped: 0, failures })
})

test('a runner that leaves no report has failed', () => {
  const none = { passed: 0, failed: 1, skipped: 0, failures: ['the runner left no report'] }
  expect(vitestCount(join(folder, 'none.json'), 0)).toEqual(none)
  expect(playwrightCount(join(folder, 'none.json'), 0)).toEqual(none)
})

test('a run without tests counts as one', () => {
  expect(asOneTest('lint', 0)).toEqual({ passed: 1, failed: 0, skipped: 0, failures: [] })
  expect(asOneTest('lint', 2)).toMatchObject({ passed: 0, failed: 1, failures: ['lint ended with exit code 2'] })
})

test('counts add up', () => {
  const count = { passed: 1, failed: 1, skipped: 3, failures: ['a'] }
  expect(sum([count, count])).toEqual({ passed: 2, failed: 2, skipped: 6, failures: ['a', 'a'] })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0, failures: [] })
})
