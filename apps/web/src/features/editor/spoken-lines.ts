import { EditorState, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { messages } from './messages.ts'

/** Says the number of each line that my caret goes to: a screen reader does not read what stands beside the text. */
export const spokenLines: Extension = EditorState.transactionExtender.of((transaction) => {
  if (!transaction.selection) return null
  const { startState, newDoc, newSelection } = transaction
  const before = startState.doc.lineAt(startState.selection.main.head).number
  const now = newDoc.lineAt(newSelection.main.head).number
  return now === before ? null : { effects: EditorView.announce.of(messages.line(now)) }
})
