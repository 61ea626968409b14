import { DomainError } from '../../domain-error.ts'
import type { Transactions } from './sql-transactions.ts'
import type { Call } from './world.ts'

/** What came of a call, in a form that can be compared: times are only there or not. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly field: string | null }

/** Makes a call. Throws what is not expected: neither side may fail otherwise. */
export async function outcomeOf(call: Call, on: Transactions): Promise<Outcome> {
  try {
    return { kind: 'answer', answer: comparable(await call(on)) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { kind: 'refused', code: error.code, field: error.field }
  }
}

/** What came of a step, in words: for an append, of each of its entries. */
export function namesOf(step: string, outcome: Outcome): string[] {
  if (outcome.kind === 'refused') return [`${step}: ${outcome.code}`]
  const verdicts = JSON.stringify(outcome.answer)?.match(/(?<="(status|code)":")(appended|known|[a-z_]+(?="}))/g)
  return verdicts ? verdicts.map((verdict) => `entry: ${verdict}`) : [`${step}: answered`]
}

/** A value without times, and without the order of what has none. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return 'a time'
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (value instanceof Map) return [...value].map(comparable).toSorted(byText)
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, comparable(part)]))
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
