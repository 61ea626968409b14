import type { Database } from '@tandem/db'
import type { Actor } from '../access/actor.ts'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { runPrisma } from '../statement.ts'

/** Whether somebody administers the instance now. */
export async function isAdministrator(db: Database, userId: string): Promise<boolean> {
  if (!isId(userId)) return false
  return (
    (await runPrisma(db, (prisma) =>
      prisma.user.count({ where: { id: userId, administrator: true, disabledAt: null } }),
    )) === 1
  )
}

/** Throws `DomainError('not_found')` for whoever does not administer the instance: they don't learn what there is. */
export async function requireAdministrator(db: Database, { userId }: Actor): Promise<void> {
  if (!(await isAdministrator(db, userId))) throw new DomainError('not_found')
}

/**
 * Makes somebody an administrator of the instance, or takes that from them. For whoever runs the server. Throws
 * `DomainError('not_found')`, also for a guest.
 */
export async function setAdministrator(db: Database, userId: string, administrator: boolean): Promise<void> {
  const where = { id: userId, email: { not: null } }
  const { count } = isId(userId)
    ? await runPrisma(db, (prisma) => prisma.user.updateMany({ where, data: { administrator } }))
    : { count: 0 }
  if (count === 0) throw new DomainError('not_found', 'There is no such account.')
}
