import type { Change, Edit, PropertyValue, TandemDoc } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import { limits, splitEdit } from '@tandem/protocol'
import { openAccess } from '../access/access.ts'
import { can } from '../access/policy.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { appendWhole } from '../log/append-whole.ts'
import { idleReplica, issueReplica } from '../log/replicas.ts'
import { maxSplices, maxTextUnits } from './content-limits.ts'
import { openDoc } from './open-doc.ts'
import { openingGate } from './read-content.ts'
import { editBetween } from './text-edit.ts'
import { type Plan, type WritingLog, type Written, writeChanges } from './write-changes.ts'

/**
 * Makes a text out of the one as of `base`, and merges that with whatever was written since then: what differs becomes
 * changes of a replica of the writer's, as if somebody had typed them while they had `base` before them. Line ends become
 * LF. Null for `base`: out of the one as of now. All or nothing; open sessions see it as they see what others type.
 *
 * Throws `DomainError`: `bad_request`, `too_large`, `auth_required`, `account_disabled`, `not_found` (field `revision` when
 * the document has no such revision), `forbidden`, `document_trashed`, `document_full`, `busy`.
 */
export async function replaceText(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  { base, text }: { base: number | null; text: string },
): Promise<Written> {
  if (!text.isWellFormed()) throw new DomainError('bad_request', 'The text holds a broken character.', 'text')
  if (text.length > maxTextUnits) throw new DomainError('too_large', 'The text is larger than a document can be.')
  const lines = withLineFeeds(text)
  return write(db, holder, documentId, base, (doc) => {
    const edit = editBetween(doc.toString(), lines)
    return edit.length === 0 ? null : () => changesOf(doc, edit)
  })
}

/**
 * Makes an edit in the text as of `base`, and merges it as `replaceText` does; positions count code units there. Throws as
 * `replaceText`; `bad_request` (field `edits`) for splices that are not ascending, lie outside the text or cut a character.
 */
export async function editText(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  { base, edit }: { base: number | null; edit: Edit },
): Promise<Written> {
  if (edit.length > maxSplices) throw new DomainError('too_large', `At most ${maxSplices} edits go at once.`, 'edits')
  const lines = edit.map(({ from, to, insert }) => ({ from, to, insert: withLineFeeds(insert) }))
  return write(db, holder, documentId, base, (doc) => (edit.length === 0 ? null : () => changesOf(doc, lines)))
}

/** Sets a property, or removes it (`undefined`). Of two who do so at once, one wins. Throws as `replaceText`. */
export async function setProperty(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  { key, value }: { key: string; value: PropertyValue | undefined },
): Promise<Written> {
  return write(db, holder, documentId, null, (doc) => {
    if (value === undefined) return doc.properties.get(key) !== undefined ? () => [doc.removeProperty(key)] : null
    return () => [doc.setProperty(key, value)]
  })
}

async function write(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  base: number | null,
  plan: Plan,
): Promise<Written> {
  const { role, trashed } = await openAccess(db, holder, documentId)
  if (!can(role, 'write')) throw new DomainError('forbidden')
  if (trashed) throw new DomainError('document_trashed')
  return openingGate(() => writeChanges(logIn(db), holder, documentId, base, plan))
}

function logIn(db: Database): WritingLog {
  return {
    open: (documentId, revision) => openDoc(db, documentId, revision),
    idleReplica: (session) => idleReplica(db, session),
    issueReplica: (session) => issueReplica(db, session),
    appendWhole: (documentId, entries) => appendWhole(db, documentId, entries),
  }
}

function changesOf(doc: TandemDoc, edit: Edit): Change[] {
  const growth = edit.reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0)
  if (growth > 0 && doc.length + growth > limits.maxDocumentUnits) throw new DomainError('document_full')
  return splitEdit(edit, (from, to) => doc.slice(from, to)).map((part) => doc.edit(part))
}

/** Documents have one kind of line end; how a file of one ends its lines is a property. */
function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
