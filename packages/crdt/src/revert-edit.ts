import { authoredOf } from './authored-run.ts'
import { ByCounter } from './by-counter.ts'
import type { Edit, Splice } from './edit.ts'
import type { ReplicaId } from './id.ts'
import type { RevertPlan } from './revert-plan.ts'
import type { TandemDoc } from './tandem-doc.ts'
import { type Missing, typedAgain } from './typed-again.ts'

/**
 * The edit that does in a document what a plan says, as far as there is something left to do: what was deleted meanwhile is
 * passed over, and so is what was put back meanwhile, and what the document does not know yet. Costs a walk over the
 * document. Throws as `TandemDoc.check`.
 */
export function editOfRevert(doc: TandemDoc, plan: RevertPlan): Edit {
  const splices: Splice[] = []
  const goes = ByCounter.of(plan.deletions)
  for (const { replica, counter, from, to } of authoredOf(doc)) {
    for (const part of goes.in({ replica, from: counter, to: counter + to - from })) {
      splices.push({ from: from + part.from - counter, to: from + part.to - counter, insert: '' })
    }
  }
  for (const { at, text } of missing(doc, plan)) splices.push({ from: at, to: at, insert: text })
  // What comes to one place stays in the order of the plan: sorting keeps it.
  splices.sort((a, b) => a.from - b.from || a.to - b.to)
  return joined(splices)
}

/** What is still to come back, and where; what comes to one place is one. */
function missing(doc: TandemDoc, { insertions, known }: RevertPlan): readonly Missing[] {
  const wanted: { at: number; text: string }[] = []
  for (const { at: id, text } of insertions) {
    const at = doc.positionOf({ at: id, side: 'before' })
    const last = wanted.at(-1)
    if (at === null) continue
    if (last?.at === at) last.text += text
    else wanted.push({ at, text })
  }
  if (wanted.length === 0) return []
  const shown = doc.toString()
  const isLater = typedLater(doc, shown.length, new Map(known))
  let used = 0
  return wanted.filter((one) => {
    const copy = typedAgain(one, shown, used, isLater)
    if (copy !== null) used = copy + one.text.length
    return copy === null
  })
}

/** Tells whether all of a part of the text was typed later than the plan was made. */
function typedLater(
  doc: TandemDoc,
  length: number,
  known: ReadonlyMap<ReplicaId, number>,
): (from: number, to: number) => boolean {
  const later = new Uint8Array(length)
  for (const { replica, counter, from, to } of authoredOf(doc)) {
    const end = known.get(replica) ?? 0
    later.fill(1, Math.min(to, from + Math.max(0, end - counter)), to)
  }
  return (from, to) => later.subarray(from, to).every((is) => is === 1)
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
