import { afterEach, describe, expect, test, vi } from 'vitest'
import { TandemDoc } from '../tandem-doc.ts'
import type { Case } from './case.ts'
import { firstFailure } from './fuzzing.ts'
import { generateCase, shapes, shortShape } from './generate-case.ts'
import { CaseFailure, runCase } from './run-case.ts'
import { shrinkCase } from './shrink-case.ts'

describe('cases', () => {
  test('the same seed gives the same case, and what runs is what JSON keeps', () => {
    for (const [, shape] of shapes) {
      const generated = generateCase(4, shape)
      expect(generateCase(4, shape)).toEqual(generated)
      expect(JSON.parse(JSON.stringify(generated))).toEqual(generated)
    }
  })

  test('a case goes on meaning something whatever is taken away', () => {
    const { replicas, steps } = generateCase(6, { ...shortShape, hostile: true, minSteps: 18 })
    for (let at = 0; at < steps.length; at++) {
      for (const some of [1, replicas]) {
        const rest: Case = { replicas: some, steps: steps.toSpliced(at, 1) }
        expect(runCase(rest).operations).toBeGreaterThan(0)
      }
    }
  })
})

describe('shrinking', () => {
  test('leaves what is needed to fail', () => {
    const failing = generateCase(3, { ...shortShape, replicas: 8, minSteps: 60, maxSteps: 60 })
    const fails = ({ replicas, steps }: Case) =>
      replicas >= 2 &&
      steps.some((step) => step.do === 'edit' && step.splices.some(({ insert }) => insert.length >= 2)) &&
      steps.some((step) => step.do === 'deliver' && step.count >= 2)
    expect(fails(failing)).toBe(true)
    const { replicas, steps } = shrinkCase(failing, fails)
    expect(replicas).toBe(2)
    expect(steps.toSorted((a, b) => (a.do < b.do ? -1 : 1))).toEqual([
      expect.objectContaining({ do: 'deliver', count: 2, skip: 0, order: 'oldest', again: [], together: false }),
      { do: 'edit', by: expect.any(Number), splices: [{ at: 0, remove: 0, insert: expect.stringMatching(/^..$/) }] },
    ])
  })

  test('gives up after so many tries', () => {
    const failing = generateCase(3, shortShape)
    const fails = vi.fn(() => false)
    expect(shrinkCase(failing, fails, 5)).toBe(failing)
    expect(fails).toHaveBeenCalledTimes(5)
  })
})

describe('a document with a mistake', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('is found, told where, and shown with a few steps', () => {
    vi.spyOn(TandemDoc.prototype, 'positionOf').mockReturnValue(0)
    const failure = firstFailure(1, 50, shortShape)
    expect(failure?.message).toMatch(/^step \d+ \(\w+, replica \d\): .*the position of \{.*\} is 0 instead of [1-9]/)
    expect(failure).toMatchObject({ case: { steps: { length: 2 } } })
  })

  test('fails with the step', () => {
    vi.spyOn(TandemDoc.prototype, 'lamport', 'get').mockImplementation(function (this: TandemDoc) {
      return this.replica === null ? 99 : 1
    })
    const typing: Case = { replicas: 2, steps: [{ do: 'type', by: 1, text: 'a' }] }
    expect(() => runCase(typing)).toThrow(expect.objectContaining({ name: CaseFailure.name, step: 1 }))
  })
})
