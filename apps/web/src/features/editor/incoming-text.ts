import { EditorState, type Extension, type Transaction } from '@codemirror/state'
import { EditorView, logException } from '@codemirror/view'
import { SessionError } from '@tandem/client'
import { type LineEnding, lineEndingOf } from '#lib/line-endings.ts'

/** What the page has to know of text that comes from outside. */
export type IncomingTextConfig = {
  /** So many code units a document can hold. */
  readonly maxUnits: number
  /** So many code units can still be written into the document, however many of them are deleted again. */
  readonly unitsLeft: () => number
  /** A change that would make the text longer than it can be, to this many code units, was not made. */
  readonly onTooLong: (units: number) => void
  /** A change that would write more than can still be written into the document was not made. */
  readonly onUsedUp: () => void
  /** Into a text that was empty came one whose lines end so. */
  readonly onFirstText: (ending: LineEnding) => void
}

/**
 * Watches over what is pasted, dropped and replaced: what a document can't hold is refused before it is inserted, whole, and
 * how lines ended in the first text is told before they end with LF.
 */
export function incomingText(config: IncomingTextConfig): Extension {
  return [
    EditorState.transactionFilter.of((transaction) => {
      const tell = refusalOf(transaction, config)
      if (tell === null) return transaction
      // A filter must do nothing but answer.
      queueMicrotask(tell)
      return []
    }),
    // What undo and redo insert anew passes the filters: the session refuses it, and the text is as it was.
    EditorView.exceptionSink.compute(['doc'], ({ doc: { length } }) => (error) => {
      if (!(error instanceof SessionError && error.code === 'document_full')) {
        // A state without this sink: it goes where it would go.
        logException(EditorState.create(), error, 'editor')
      } else if (length > config.maxUnits) config.onTooLong(length)
      else config.onUsedUp()
    }),
    EditorView.clipboardInputFilter.of((text, { doc, readOnly }) => {
      const ending = doc.length === 0 && !readOnly ? lineEndingOf(text) : null
      if (ending !== null) queueMicrotask(() => config.onFirstText(ending))
      return text
    }),
  ]
}

/** What tells why a document can't hold what the transaction would insert; null when it can. */
function refusalOf(
  { docChanged, changes, startState, newDoc }: Transaction,
  { maxUnits, unitsLeft, onTooLong, onUsedUp }: IncomingTextConfig,
): (() => void) | null {
  if (!docChanged) return null
  const units = newDoc.length
  // What makes a text shorter always goes: it may have become too long by what others wrote at the same time.
  if (units > maxUnits && units > startState.doc.length) return () => onTooLong(units)
  let inserted = 0
  changes.iterChanges((_fromA, _toA, fromB, toB) => {
    inserted += toB - fromB
  })
  return inserted > 0 && inserted > unitsLeft() ? onUsedUp : null
}
