import type { Database } from '@tandem/db'
import { hueCount } from '@tandem/protocol'
import { z } from 'zod'
import { DomainError } from '../domain-error.ts'
import { isId } from '../id.ts'
import { parse } from '../parse.ts'
import { runPrisma } from '../statement.ts'
import { nameSchema } from './person-text.ts'

/** What others see of somebody. `hue` is the people colour that they chose; null: the one that follows from their id. */
export type Profile = { readonly name: string; readonly hue: number | null }

const profileSchema = z.strictObject({
  name: nameSchema,
  hue: z
    .int('There is no such colour.')
    .min(0, 'There is no such colour.')
    .max(hueCount - 1, 'There is no such colour.')
    .nullable(),
})

/** What somebody shows of themselves. Throws `DomainError('auth_required')` when there is no such person. */
export async function getProfile(db: Database, userId: string): Promise<Profile> {
  const select = { name: true, hue: true }
  const profile = isId(userId)
    ? await runPrisma(db, (prisma) => prisma.user.findUnique({ where: { id: userId }, select }))
    : null
  if (!profile) throw new DomainError('auth_required')
  return profile
}

/**
 * Changes what somebody shows of themselves; guests may, too. Who has a document open shows it when they open it again.
 * Throws `DomainError`: `bad_request`, `auth_required` when there is no such person.
 */
export async function changeProfile(db: Database, userId: string, input: Profile): Promise<void> {
  const data = parse(profileSchema, input)
  if (!isId(userId)) throw new DomainError('auth_required')
  const { count } = await runPrisma(db, (prisma) => prisma.user.updateMany({ where: { id: userId }, data }))
  if (count === 0) throw new DomainError('auth_required')
}
