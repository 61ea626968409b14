import type { Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { collaborationConfig } from './config.ts'
import { isFromSession, remoteAuthors } from './remote-annotation.ts'
import type { ChangedLines } from './remote-edit.ts'

/** More places of one edit than this are told as fewer and larger ones: nobody listens to as many. */
const maxRanges = 20

/** Tells the page what others write, if it wants to know. */
export const tellRemoteEdits = EditorView.updateListener.of(({ transactions, state }) => {
  const tell = state.facet(collaborationConfig)?.onRemoteEdit
  if (!tell) return
  for (const transaction of transactions) {
    const by = transaction.docChanged && isFromSession(transaction) ? transaction.annotation(remoteAuthors) : undefined
    if (by && by.length > 0) tell({ by, ranges: changedLines(transaction) })
  }
})

function changedLines({ newDoc, newSelection, changes }: Transaction): ChangedLines[] {
  const lineOf = (position: number) => newDoc.lineAt(position).number
  // In order, as the changes are: both are walked through once.
  const myLines = newSelection.ranges.map(({ head }) => lineOf(head))
  const mine: ChangedLines[] = []
  const others: ChangedLines[] = []
  let at = 0
  changes.iterChangedRanges((_fromBefore, _toBefore, from, to) => {
    const [firstLine, lastLine] = [lineOf(from), lineOf(to)]
    while ((myLines[at] ?? Number.POSITIVE_INFINITY) < firstLine) at++
    const onMyLine = (myLines[at] ?? Number.POSITIVE_INFINITY) <= lastLine
    const list = onMyLine ? mine : others
    list.push({ firstLine, lastLine, onMyLine })
  })
  // Apart: of what somebody did everywhere, my line is still to be told alone.
  return [...few(mine), ...few(others)]
}

/** The ranges with those together that touch; where they are too many, also those that are near. */
function few(ranges: readonly ChangedLines[]): readonly ChangedLines[] {
  let result = joined(ranges, 1)
  for (let distance = 2; result.length > maxRanges; distance *= 2) result = joined(result, distance)
  return result
}

/** Joins ranges, which are in order, that are at most this many lines from each other. */
function joined(ranges: readonly ChangedLines[], distance: number): readonly ChangedLines[] {
  const result: ChangedLines[] = []
  for (const range of ranges) {
    const before = result.at(-1)
    if (before && range.firstLine <= before.lastLine + distance) {
      result[result.length - 1] = { ...before, lastLine: range.lastLine }
    } else result.push(range)
  }
  return result
}
