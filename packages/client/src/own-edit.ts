import type { Change, Edit, TandemDoc } from '@tandem/crdt'
import { limits, splitEdit } from '@tandem/protocol'
import { SessionError } from './session-error.ts'

/**
 * Makes an edit in a document: as several changes, one after another, when it is too large for one. Throws SessionError
 * (`document_full`) when the text would become too long, or more would have been written into the document than it keeps.
 */
export function* makeEdit(doc: TandemDoc, edit: Edit): Generator<Change> {
  const growth = edit.reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0)
  const inserted = edit.reduce((sum, { insert }) => sum + insert.length, 0)
  // What makes a text shorter always goes: it may have become too long by what others wrote at the same time.
  const isTooLong = growth > 0 && doc.length + growth > limits.maxDocumentUnits
  if (isTooLong || (inserted > 0 && doc.everInserted + inserted > limits.maxDocumentCharacters)) {
    throw new SessionError('document_full', 'The document is as large as a document can be.')
  }
  for (const part of splitEdit(edit, (from, to) => doc.slice(from, to))) yield doc.edit(part)
}
