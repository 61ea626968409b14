import { expect, test } from 'vitest'
import { mutants } from './all.ts'
import { hunt } from './hunt.ts'

const { signal } = new AbortController()

/** Of every kind one that shows itself soon: `npm run sim -- --mutants` hunts all of them. */
test.each([
  ['echo-before-commit', /^I2 /],
  ['role-not-asked', /^I6 /],
  ['snapshot-at-the-wrong-seq', /^I7 /],
  ['device-without-rescue', /^I5 /],
  ['tie-break-swapped', /^I[47] /],
] as const)('%s is found within a hundred seeds', { timeout: 120_000 }, async (name, invariant) => {
  const mutant = mutants.find((one) => one.name === name)
  if (!mutant) throw new Error(`there is no mutant ${name}`)
  expect(await hunt(mutant, { from: 1, count: 100, signal })).toMatchObject({
    invariant: expect.stringMatching(invariant),
  })
})

test('where nothing is wrong nothing is found', { timeout: 120_000 }, async () => {
  const nothing = { name: 'nothing', does: 'nothing wrong', edits: [] }
  expect(await hunt(nothing, { from: 1, count: 3, signal })).toBeNull()
})
