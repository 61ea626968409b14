import { type Database, newId } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { guestOwnsNothing } from '../database-error.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { newDocumentSchema } from './new-document.ts'

/**
 * Makes an empty document that the actor owns. Throws `DomainError`: `bad_request` for a title that is not valid, `forbidden`
 * for a guest, `auth_required` when there is no such person (any more).
 */
export async function createDocument(
  db: Database,
  actor: Actor,
  input: { title?: string | undefined } = {},
): Promise<{ id: string }> {
  const { title } = parse(newDocumentSchema, input)
  if (!isId(actor.userId)) throw new DomainError('auth_required')
  const where = { id: actor.userId, deletedAt: null }
  const owner = await db.prisma.user.findUnique({ where, select: { email: true } })
  if (!owner) throw new DomainError('auth_required')
  if (owner.email === null) throw guestOwnsNothing()
  // Document and owner in one transaction: the database refuses a document without one.
  return db.prisma.document.create({
    data: { id: newId(), title, permissions: { create: { userId: actor.userId, role: 'owner' } } },
    select: { id: true },
  })
}
