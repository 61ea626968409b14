import { EditorState, type Extension } from '@codemirror/state'
import { changesOf, editOf, replacementOf } from './convert-changes.ts'
import { isFromSession } from './remote-annotation.ts'

/**
 * Keeps halves of surrogate pairs out of the editor, by the rules of `editOf`: the session refuses them, and what the editor
 * shows has to be what the session has. It adds to the transaction, so that the correction is undone together with it.
 */
export function wellFormedInput(): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || isFromSession(transaction)) return transaction
    const { edit, faithful } = editOf(transaction.changes, transaction.startState.doc)
    if (faithful) return transaction
    const wanted = changesOf(edit, transaction.startState.doc.length).apply(transaction.startState.doc)
    return [transaction, { changes: replacementOf(transaction.newDoc, wanted.toString()), sequential: true }]
  })
}
