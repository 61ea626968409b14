import { assert } from '../assert.ts'
import type { Case } from './case.ts'
import { type DecoderName, decoders, tryDecoder } from './damage.ts'
import { runCase } from './run-case.ts'

/** What failed once, with what it said then: a case, or bytes given to a decoder. Kept in `regressions/` as JSON. */
export type Regression = { readonly message: string } & (
  | { readonly case: Case }
  | { readonly decoder: DecoderName; readonly bytes: string }
)

/** Reads a file of `regressions/`. Throws when it is none; what the steps of a case say is not checked. */
export function parseRegression(json: string): Regression {
  const value: Regression = JSON.parse(json)
  const isRegression =
    'case' in value
      ? Number.isInteger(value.case.replicas) && value.case.replicas > 0 && Array.isArray(value.case.steps)
      : decoders.includes(value.decoder) && /^([0-9a-f]{2})*$/.test(value.bytes)
  assert(isRegression, 'a case, or the name of a decoder and hexadecimal bytes')
  return value
}

/** Tries again what failed once. Throws when it still fails. */
export function rerun(regression: Regression): void {
  if ('case' in regression) {
    runCase(regression.case)
    return
  }
  const bytes = Uint8Array.from(regression.bytes.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  tryDecoder(regression.decoder, bytes)
}
