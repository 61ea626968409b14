import { EditorState, type Extension, type Transaction } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type LineEnding, lineEndingOf } from '#lib/line-endings.ts'

/** What the page has to know of text that comes from outside. */
export type IncomingTextConfig = {
  /** So many code units a document can hold. */
  readonly maxUnits: number
  /** A change that would make the text longer than it can be, to this many code units, was not made. */
  readonly onTooLong: (units: number) => void
  /** Into a text that was empty came one whose lines end so. */
  readonly onFirstText: (ending: LineEnding) => void
}

/**
 * Watches over what is pasted, dropped and replaced: what a document can't hold is refused before it is inserted, whole, and
 * how lines ended in the first text is told before they end with LF.
 */
export function incomingText({ maxUnits, onTooLong, onFirstText }: IncomingTextConfig): Extension {
  return [
    EditorState.transactionFilter.of((transaction) => {
      if (!grows(transaction) || transaction.newDoc.length <= maxUnits) return transaction
      const units = transaction.newDoc.length
      // A filter must do nothing but answer.
      queueMicrotask(() => onTooLong(units))
      return []
    }),
    EditorView.clipboardInputFilter.of((text, { doc, readOnly }) => {
      const ending = doc.length === 0 && !readOnly ? lineEndingOf(text) : null
      if (ending !== null) queueMicrotask(() => onFirstText(ending))
      return text
    }),
  ]
}

/** What makes a text shorter always goes: it may have become too long by what others wrote at the same time. */
function grows({ docChanged, startState, newDoc }: Transaction): boolean {
  return docChanged && newDoc.length > startState.doc.length
}
