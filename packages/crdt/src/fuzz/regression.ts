import { assert } from '../assert.ts'
import type { Failure } from './attempt.ts'
import { decoders } from './damage.ts'

/** Reads a file of `regressions/`. Throws when it is none; what the steps of a case say is not checked. */
export function parseRegression(json: string): Failure {
  const value: Failure = JSON.parse(json)
  const isRegression =
    'case' in value
      ? Number.isInteger(value.case.replicas) && value.case.replicas > 0 && Array.isArray(value.case.steps)
      : decoders.includes(value.decoder) && /^([0-9a-f]{2})*$/.test(value.bytes)
  assert(isRegression, 'a case, or the name of a decoder and hexadecimal bytes')
  return value
}
