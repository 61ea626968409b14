import type { History } from '../history.ts'

/** One promise of the product, checked against a history. */
export type Rule = {
  readonly name: string
  /** What has to hold, as one sentence. */
  readonly promise: string
  /** Where it does not: one line each. */
  readonly broken: (history: History) => string[]
}
