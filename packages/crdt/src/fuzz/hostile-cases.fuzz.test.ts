import { expect, test } from 'vitest'
import { firstFailure } from './fuzzing.ts'
import { burstShape, crowdShape, shortShape } from './generate-case.ts'

/** docs/testing.md says how to choose another. */
const seed = Number(process.env.TANDEM_FUZZ_SEED ?? 1)
const hostile = { ...shortShape, hostile: true }

test(`C7 O5 S1 S2 S3 S5 2,500 short random sessions with a replica that writes what no honest one would (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 2_500, hostile)).toBeNull()
})

test(`C7 O5 S1 S2 S3 the same with many replicas, long, and with large pastes (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 30, { ...hostile, replicas: 8, minSteps: 20, maxSteps: 60 })).toBeNull()
  expect(firstFailure(seed, 3, { ...hostile, minSteps: 100, maxSteps: 200 })).toBeNull()
  expect(firstFailure(seed, 8, { ...hostile, minSteps: 8, pastes: true })).toBeNull()
})

test(`C7 O3 O4 O5 the same where much is typed, and with hundreds of rivals at one place (seed ${seed})`, {
  timeout: 120_000,
}, () => {
  expect(firstFailure(seed, 15, { ...burstShape, hostile: true })).toBeNull()
  expect(firstFailure(seed, 20, { ...crowdShape, replicas: 12, maxSteps: 30, hostile: true })).toBeNull()
})
