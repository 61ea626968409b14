import type { RevertPlan } from '@tandem/codemirror/revert'

/** Somebody who wrote in the document. The time is ISO 8601. */
export type RevertWriter = {
  readonly userId: string
  readonly name: string
  readonly isGuest: boolean
  readonly at: string
}

/** What has to be done, found by looking at the log up to a revision. */
export type FoundPlan = { readonly plan: RevertPlan; readonly revision: number }

/** What came of doing it: `behind` where the page does not show yet all that was looked at. */
export type RevertOutcome = 'done' | 'behind' | 'refused'

/** How many characters go, and how many come back. */
export type RevertExtent = { readonly deleted: number; readonly restored: number }

/** How much a plan does. */
export function extentOf({ deletions, insertions }: RevertPlan): RevertExtent {
  return {
    deleted: deletions.reduce((sum, { from, to }) => sum + to - from, 0),
    restored: insertions.reduce((sum, { text }) => sum + text.length, 0),
  }
}
