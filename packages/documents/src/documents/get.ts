import type { Database } from '@tandem/db'
import type { Role } from '@tandem/protocol'
import type { Actor } from '../access/actor.ts'
import { can, mayShare } from '../access/policy.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { runPrisma } from '../statement.ts'

/** A document as one person sees it, without its text. */
export type DocumentDetails = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly trashedAt: Date | null
  readonly createdAt: Date
  readonly editedAt: Date
  /** Whether the owners let those who can edit share it, too. */
  readonly editorsShare: boolean
  /** Whether this person may share it. */
  readonly mayShare: boolean
}

/**
 * One document, also when it is in the trash. Throws `DomainError('not_found')` when it does not exist or is not
 * shared with the actor.
 */
export async function getDocument(db: Database, actor: Actor, documentId: string): Promise<DocumentDetails> {
  assertDocumentId(documentId)
  if (!isId(actor.userId)) throw new DomainError('not_found')
  const permission = await runPrisma(db, (prisma) =>
    prisma.permission.findUnique({
      where: { documentId_userId: { documentId, userId: actor.userId } },
      select: {
        role: true,
        linkId: true,
        document: {
          select: { id: true, title: true, trashedAt: true, createdAt: true, editedAt: true, editorsShare: true },
        },
      },
    }),
  )
  if (!permission || !can(permission.role, 'read')) throw new DomainError('not_found')
  const { role, linkId, document } = permission
  return {
    ...document,
    role,
    mayShare: mayShare({ role, byLink: linkId !== null, editorsShare: document.editorsShare }),
  }
}
