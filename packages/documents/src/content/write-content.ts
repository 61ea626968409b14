import { type Change, type Edit, encodeChange, LimitExceeded, type PropertyValue, type TandemDoc } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import { type ErrorCode, limits, splitEdit } from '@tandem/protocol'
import { openAccess } from '../access/access.ts'
import { can } from '../access/policy.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { appendWhole } from '../log/append-whole.ts'
import { changeEntry } from '../log/change-entry.ts'
import { idleReplica, issueReplica } from '../log/replicas.ts'
import { maxSplices, maxTextUnits } from './content-limits.ts'
import { openDoc } from './open-doc.ts'
import { openingGate } from './read-content.ts'
import { editBetween } from './text-edit.ts'

/** Where a document stands after it was written to, and whether anything had to be written at all. */
export type Written = { readonly revision: number; readonly changed: boolean }

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

/** Makes changes in a document as of `base`, or says that there are none to make. */
type Plan = (doc: TandemDoc) => (() => readonly Change[]) | null

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
  return openingGate(async () => {
    try {
      return await tryWrite(db, holder, documentId, base, plan, true)
    } catch (error) {
      // Somebody else went on with the same replica at the same time: with one of its own nobody does.
      if (!(error instanceof DomainError) || !raced.has(error.code)) throw error
      return tryWrite(db, holder, documentId, base, plan, false)
    }
  })
}

const raced: ReadonlySet<ErrorCode> = new Set(['gap', 'replica_fork', 'bad_change'])

async function tryWrite(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  base: number | null,
  plan: Plan,
  goesOn: boolean,
): Promise<Written> {
  const { doc, revision } = await openDoc(db, documentId, base)
  const make = plan(doc)
  if (!make) return { revision, changed: false }
  const sessionId = `token ${holder.signInId}`
  const { userId } = holder
  const mine = goesOn ? await idleReplica(db, { documentId, userId, sessionId }) : null
  // It can go on only from where it has been: what it wrote after `base` is not in front of it.
  const known = mine !== null && doc.rseqOf(mine.id) === mine.lastRseq ? mine.id : null
  doc.become(known ?? (await issueReplica(db, { documentId, userId, sessionId })))
  const entries = changesMade(make).map((change) => changeEntry(holder, change, encodeChange(change)))
  return { revision: await appendWhole(db, documentId, entries), changed: true }
}

function changesMade(make: () => readonly Change[]): readonly Change[] {
  try {
    return make()
  } catch (error) {
    if (error instanceof LimitExceeded) throw new DomainError('document_full')
    if (error instanceof RangeError) throw new DomainError('bad_request', `That does not fit: ${error.message}.`)
    throw error
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
