import { expect, test } from 'vitest'
import { firstFailure } from './fuzzing.ts'
import { burstShape, crowdShape, shortShape } from './generate-case.ts'

/** docs/testing.md says how to choose another. */
const seed = Number(process.env.TANDEM_FUZZ_SEED ?? 1)

test(`C1 C2 C4 C5 C6 C7 C8 E1 E2 O1 O2 M1 A4 2,500 short random sessions are as their slow twins after each step (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 2_500, shortShape)).toBeNull()
})

test(`C2 C7 E1 E2 O1 O2 A4 so are some of many replicas, some long ones, some with large pastes (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 30, { ...shortShape, replicas: 8, minSteps: 20, maxSteps: 60 })).toBeNull()
  expect(firstFailure(seed, 3, { ...shortShape, minSteps: 100, maxSteps: 200 })).toBeNull()
  expect(firstFailure(seed, 8, { ...shortShape, minSteps: 8, pastes: true })).toBeNull()
})

test(`C7 O2 O3 O4 O7 so are some of two or three who type a lot, and of a crowd that types at one place (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 25, burstShape)).toBeNull()
  expect(firstFailure(seed, 4, crowdShape)).toBeNull()
})
