import { expect, test } from 'vitest'
import { faults } from './faults/all.ts'
import { plan } from './plan.ts'

/** The first steps of a plan, as text. */
function first(count: number, seed: number): string[] {
  const steps = plan(seed, faults)
  return Array.from({ length: count }, () => {
    const { fault, seed: own, pauseMs } = steps.next().value
    return `${fault.name} ${own} ${pauseMs}`
  })
}

test('the same seed gives the same plan, another one another', () => {
  expect(first(200, 5)).toEqual(first(200, 5))
  expect(first(200, 5)).not.toEqual(first(200, 6))
})

test('a plan begins with each fault once', () => {
  const names = first(faults.length, 5).map((step) => step.split(' ')[0])
  expect(names.toSorted()).toEqual(faults.map(({ name }) => name).toSorted())
})
