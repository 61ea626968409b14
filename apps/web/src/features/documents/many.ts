import type { Result } from '#lib/result.ts'
import { messages } from './messages.ts'

/** Documents that one request does something with: some seconds of work; whoever selected more asks several times. */
export const mostAtOnce = 100

/** The ids in portions of which each is one request. */
export function portions(ids: readonly string[]): string[][] {
  const result: string[][] = []
  for (let from = 0; from < ids.length; from += mostAtOnce) result.push(ids.slice(from, from + mostAtOnce))
  return result
}

/** What became of many: those that it could not be done with, and why not with the first of them. */
export type ManyResult = Result<{ readonly failed: readonly string[]; readonly reason: string | null }>

/** Why it could not be done with some, or with all: null when it was done with each, and `result` is null without an answer. */
export function reasonOf(result: ManyResult | null): string | null {
  if (result === null) return messages.unreachable
  return result.ok ? result.reason : result.message
}
