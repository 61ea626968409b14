import { isolateHistory } from '@codemirror/commands'
import { EditorState, type Extension, Transaction } from '@codemirror/state'
import { isFromSession } from './remote-annotation.ts'

/** Typing and deleting key by key: what one undo step may hold more than one of. */
const keyByKey = /^(input\.type|delete)(\.|$)/

/**
 * Makes everything that is no key by key editing a step of its own: a paste, a format, a replace-all is undone alone, and
 * what is typed right behind it is not undone with it.
 */
export function undoGroups(): Extension {
  return EditorState.transactionExtender.of((transaction) => {
    const event = transaction.annotation(Transaction.userEvent)
    if (!transaction.docChanged || isFromSession(transaction) || event === undefined || keyByKey.test(event))
      return null
    if (transaction.annotation(isolateHistory) !== undefined) return null
    return { annotations: isolateHistory.of('full') }
  })
}
