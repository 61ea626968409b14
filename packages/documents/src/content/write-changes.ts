import { type Change, encodeChange, LimitExceeded, type TandemDoc } from '@tandem/crdt'
import type { ErrorCode } from '@tandem/protocol'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { DomainError } from '../domain-error.ts'
import { type ChangeEntry, changeEntry } from '../log/change-entry.ts'
import type { OpenDoc } from './open-doc.ts'

/** Where a document stands after it was written to, and whether anything had to be written at all. */
export type Written = { readonly revision: number; readonly changed: boolean }

/** Makes changes in a document as of `base`, or says that there are none to make. */
export type Plan = (doc: TandemDoc) => (() => readonly Change[]) | null

/** One program's replicas in one document. */
type TokenSession = { readonly documentId: string; readonly userId: string; readonly sessionId: string }

/** The log as somebody sees it who writes for somebody else: each call is the function of that name. */
export interface WritingLog {
  /** As `openDoc`. */
  open(documentId: string, revision: number | null): Promise<OpenDoc>
  idleReplica(session: TokenSession): Promise<{ readonly id: number; readonly lastRseq: number } | null>
  issueReplica(session: TokenSession): Promise<number>
  appendWhole(documentId: string, entries: readonly ChangeEntry[]): Promise<number>
}

/**
 * Writes what the plan makes of the document as of `base` (null: as of now), all or nothing, as a replica of the holder's.
 * Throws `DomainError`: `document_full`, `bad_request` for what does not fit, and what the log refuses with.
 */
export async function writeChanges(
  log: WritingLog,
  holder: SignInHolder,
  documentId: string,
  base: number | null,
  plan: Plan,
): Promise<Written> {
  try {
    return await tryWrite(log, holder, documentId, base, plan, true)
  } catch (error) {
    // Somebody else went on with the same replica at the same time: with one of its own nobody does.
    if (!(error instanceof DomainError) || !raced.has(error.code)) throw error
    return tryWrite(log, holder, documentId, base, plan, false)
  }
}

const raced: ReadonlySet<ErrorCode> = new Set(['gap', 'replica_fork', 'bad_change'])

async function tryWrite(
  log: WritingLog,
  holder: SignInHolder,
  documentId: string,
  base: number | null,
  plan: Plan,
  goesOn: boolean,
): Promise<Written> {
  const { doc, revision } = await log.open(documentId, base)
  const make = plan(doc)
  if (!make) return { revision, changed: false }
  const session = { documentId, userId: holder.userId, sessionId: `token ${holder.signInId}` }
  const mine = goesOn ? await log.idleReplica(session) : null
  // It can go on only from where it has been: what it wrote after `base` is not in front of it.
  const known = mine !== null && doc.rseqOf(mine.id) === mine.lastRseq ? mine.id : null
  doc.become(known ?? (await log.issueReplica(session)))
  const entries = changesMade(make).map((change) => changeEntry(holder, change, encodeChange(change)))
  return { revision: await log.appendWhole(documentId, entries), changed: true }
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
