import type { Id } from '../id.ts'

/** Whether both name the same code unit, or both are `null`. */
export function sameId(a: Id | null, b: Id | null): boolean {
  if (a === null || b === null) return a === b
  return a.replica === b.replica && a.counter === b.counter
}
