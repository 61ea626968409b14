import type { Text, Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { collaborationConfig } from './config.ts'
import { isFromSession, remoteAuthors } from './remote-annotation.ts'
import type { RemoteEdit } from './remote-edit.ts'

/** Tells the page what others write, if it wants to know. */
export const tellRemoteEdits = EditorView.updateListener.of(({ transactions, state }) => {
  const tell = state.facet(collaborationConfig)?.onRemoteEdit
  if (!tell) return
  for (const transaction of transactions) {
    const by = transaction.docChanged && isFromSession(transaction) ? transaction.annotation(remoteAuthors) : undefined
    if (by && by.length > 0) tell({ by, ...linesOf(transaction) })
  }
})

function linesOf(transaction: Transaction): Omit<RemoteEdit, 'by'> {
  const doc: Text = transaction.newDoc
  const mine = new Set(transaction.newSelection.ranges.map(({ head }) => doc.lineAt(head).number))
  let [firstLine, lastLine, onMyLine] = [doc.lines, 1, false]
  transaction.changes.iterChangedRanges((_fromBefore, _toBefore, from, to) => {
    const [first, last] = [doc.lineAt(from).number, doc.lineAt(to).number]
    firstLine = Math.min(firstLine, first)
    lastLine = Math.max(lastLine, last)
    onMyLine ||= [...mine].some((line) => first <= line && line <= last)
  })
  return { firstLine, lastLine, onMyLine }
}
