import { authoredOf } from './authored-run.ts'
import { ByCounter } from './by-counter.ts'
import type { Edit, Splice } from './edit.ts'
import type { RevertPlan } from './revert-plan.ts'
import type { TandemDoc } from './tandem-doc.ts'

/**
 * The edit that does in a document what a plan says, as far as there is something left to do: what was deleted meanwhile is
 * passed over, and so is what the document does not know yet. Costs a walk over the document. Throws as `TandemDoc.check`.
 */
export function editOfRevert(doc: TandemDoc, { deletions, insertions }: RevertPlan): Edit {
  const splices: Splice[] = []
  const goes = ByCounter.of(deletions)
  for (const { replica, counter, from, to } of authoredOf(doc)) {
    for (const part of goes.in({ replica, from: counter, to: counter + to - from })) {
      splices.push({ from: from + part.from - counter, to: from + part.to - counter, insert: '' })
    }
  }
  for (const { at, text } of insertions) {
    const place = doc.positionOf({ at, side: 'before' })
    if (place !== null) splices.push({ from: place, to: place, insert: text })
  }
  // What comes to one place stays in the order of the plan: sorting keeps it.
  splices.sort((a, b) => a.from - b.from || a.to - b.to)
  return joined(splices)
}

/** As few splices as do the same: those that touch are one. */
function joined(splices: readonly Splice[]): Edit {
  const edit: Splice[] = []
  for (const { from, to, insert } of splices) {
    const last = edit.at(-1)
    if (last === undefined || from > last.to) edit.push({ from, to, insert })
    else edit[edit.length - 1] = { from: last.from, to: Math.max(last.to, to), insert: last.insert + insert }
  }
  return edit
}
