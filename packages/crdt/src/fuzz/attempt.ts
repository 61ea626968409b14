import type { Case } from './case.ts'
import { type DecoderName, tryDecoder } from './damage.ts'
import { bytesOf } from './hex.ts'
import { runCase } from './run-case.ts'
import { shrinkCase } from './shrink-case.ts'

/** Something to try, as plain data: a case, or bytes, in hexadecimal digits, for a decoder. */
export type Attempt = { readonly case: Case } | { readonly decoder: DecoderName; readonly bytes: string }

/** An attempt that failed, with what it said. Kept in `regressions/` as JSON. */
export type Failure = Attempt & { readonly message: string }

/** Tries, and returns how many operations that were. Throws when it does not go as it must. */
export function attempt(given: Attempt): number {
  if ('case' in given) return runCase(given.case).operations
  tryDecoder(given.decoder, bytesOf(given.bytes))
  return 0
}

/** Tries, and returns what fails, if it does: the smallest that is found. `onTry` hears of everything that is tried. */
export function failureOf(given: Attempt, onTry: (next: Attempt) => void = () => {}): Failure | null {
  const messageOf = (tried: Attempt): string | null => {
    onTry(tried)
    try {
      attempt(tried)
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  const message = messageOf(given)
  if (message === null) return null
  if (!('case' in given)) return { message, ...given }
  const smallest = shrinkCase(given.case, (candidate) => messageOf({ case: candidate }) !== null)
  return { message: messageOf({ case: smallest }) ?? 'it fails only sometimes', case: smallest }
}
