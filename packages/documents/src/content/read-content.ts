import type { PropertyValue } from '@tandem/crdt'
import type { Database } from '@tandem/db'
import { openAccess } from '../access/access.ts'
import { can } from '../access/policy.ts'
import type { SignInHolder } from '../accounts/sign-in.ts'
import { createWorkGate } from '../accounts/work-gate.ts'
import { DomainError } from '../domain-error.ts'
import { head } from '../log/log.ts'
import { openAtOnce, waitingToOpen } from './content-limits.ts'
import { openDoc } from './open-doc.ts'

/** What a document shows as of a revision: the seq of the last row of its log that is in it. */
export type DocumentContent = {
  readonly revision: number
  readonly text: string
  readonly properties: ReadonlyMap<string, PropertyValue>
}

/** Through here goes everything that opens a document for a single request. */
export const openingGate = createWorkGate({ running: openAtOnce, waiting: waitingToOpen })

/**
 * What a document shows, also one in the trash; as of now, or as of `revision`. Throws `DomainError`: `auth_required`,
 * `account_disabled`, `not_found` (field `revision` when it is the revision that there is not), `busy`.
 */
export async function readContent(
  db: Database,
  holder: SignInHolder,
  documentId: string,
  revision: number | null = null,
): Promise<DocumentContent> {
  await requireReader(db, holder, documentId)
  const opened = await openingGate(() => openDoc(db, documentId, revision))
  // Again: others may have kept it waiting for seconds, and what it shows may be younger than the first answer.
  await requireReader(db, holder, documentId)
  return {
    revision: opened.revision,
    text: opened.doc.toString(),
    properties: new Map(opened.doc.properties.entries()),
  }
}

/** The revision that a document is at. Throws as `readContent`. */
export async function readRevision(db: Database, holder: SignInHolder, documentId: string): Promise<number> {
  await requireReader(db, holder, documentId)
  const revision = await head(db, documentId)
  if (revision === null) throw new DomainError('not_found')
  return revision
}

/** Requires somebody to be signed in and to be one who may read. */
export async function requireReader(db: Database, holder: SignInHolder, documentId: string): Promise<void> {
  const { role } = await openAccess(db, holder, documentId)
  if (!can(role, 'read')) throw new DomainError('not_found')
}
