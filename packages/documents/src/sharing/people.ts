import type { Database } from '@tandem/db'
import { type Role, roles } from '@tandem/protocol'
import { z } from 'zod'
import { type Actor, asking, whoAsks } from '../access/actor.ts'
import { can, mayShare, rolesThatMay } from '../access/policy.ts'
import { lockedSharers } from '../access/sharers.ts'
import { emailSchema } from '../accounts/email.ts'
import { provedAddress } from '../accounts/proved-address.ts'
import { withHue } from '../accounts/with-hue.ts'
import { DomainError } from '../domain-error.ts'
import { assertDocumentId, isId } from '../id.ts'
import { type Outcome, settle } from '../outcome.ts'
import { parse } from '../parse.ts'
import { runOne, runPrisma, type Statement } from '../statement.ts'
import { type LinkRole, linkRoles } from './link.ts'

/** Somebody who has access to a document. `email` is null for readers who may not share it and are not that person. */
export type PersonWithAccess = {
  readonly user: { readonly id: string; readonly name: string; readonly email: string | null; readonly hue: number }
  readonly role: Role
  /** Whether they are here by a link: they go with it. */
  readonly byLink: boolean
  readonly isYou: boolean
}

/**
 * Everybody who has access to a document, owners first, then in the order in which they came. Throws
 * `DomainError('not_found')`.
 */
export async function listPeople(db: Database, actor: Actor, documentId: string): Promise<PersonWithAccess[]> {
  assertDocumentId(documentId)
  const permissions = await runPrisma(db, (prisma) =>
    prisma.permission.findMany({
      where: { documentId },
      select: {
        role: true,
        linkId: true,
        roleWithoutLink: true,
        document: { select: { editorsShare: true } },
        user: { select: { id: true, name: true, email: true, hue: true } },
      },
      orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
    }),
  )
  // The actor's own row is among the rows that are read anyway: one statement, so one moment.
  const own = permissions.find(({ user }) => user.id === actor.userId)
  if (!own || !can(own.role, 'read')) throw new DomainError('not_found')
  const { editorsShare } = own.document
  const seesAddresses = mayShare({ role: own.role, byLink: own.linkId !== null, editorsShare })
  return permissions.map(({ role, linkId, roleWithoutLink, user }) => {
    const isYou = user.id === actor.userId
    const byLink = linkId !== null && roleWithoutLink === null
    return { user: { ...withHue(user), email: seesAddresses || isYou ? user.email : null }, role, byLink, isYou }
  })
}

/** What somebody gives who adds a person to a document. */
export const addSchema = z.strictObject({
  email: emailSchema,
  role: z.enum(linkRoles, 'There is no such role.'),
})
/** A role that is asked for. */
export const roleSchema = z.enum(roles, 'There is no such role.')

/**
 * Gives the person with that e-mail address access; with `verifiedOnly` somebody who has not shown that it is theirs is
 * nobody. Throws `DomainError`: `bad_request` for input that is not valid, and (field `email`) when nobody has that address;
 * `not_found`, `forbidden`; `conflict` (field `email`) when they have access already: a role is lowered or raised on purpose,
 * with `changeRole`, not by adding somebody twice; or when they are blocked.
 */
export async function addPerson(
  db: Database,
  actor: Actor,
  documentId: string,
  input: { email: string; role: LinkRole },
  { verifiedOnly = false }: { readonly verifiedOnly?: boolean } = {},
): Promise<{ userId: string }> {
  assertDocumentId(documentId)
  const { email, role } = parse(addSchema, input)
  const values = [documentId, whoAsks(actor), rolesThatMay('share'), email, role, verifiedOnly]
  const row = await runOne(db, addByEmail, values)
  if (row?.outcome === 'conflict') throw new DomainError('conflict', 'They have access to it already.', 'email')
  if (row?.outcome === 'blocked') {
    throw new DomainError('conflict', 'They are blocked here. Unblock them first.', 'email')
  }
  if (row?.outcome === 'ok' && row.userId === null) {
    const sentence = `Nobody has signed up with that e-mail address${verifiedOnly ? ' and confirmed it' : ''} yet.`
    throw new DomainError('bad_request', sentence, 'email')
  }
  settle(row)
  return { userId: row?.userId ?? '' }
}

/**
 * Changes the role of somebody who has access, from this commit on. Nobody gives more than they have, or changes who has
 * more. Throws `DomainError`: `bad_request`, `not_found` (also when that person has no access), `forbidden` (also when a
 * guest would be an owner), `last_owner`.
 */
export async function changeRole(
  db: Database,
  actor: Actor,
  documentId: string,
  userId: string,
  role: Role,
): Promise<void> {
  assertDocumentId(documentId)
  const next = parse(roleSchema, role)
  if (!isId(userId)) throw new DomainError('not_found')
  settle(await runOne(db, setRole, [documentId, whoAsks(actor), rolesThatMay('share'), userId, next]))
}

/**
 * Takes somebody's access away, from this commit on: no change of theirs is committed after it. People may remove
 * themselves whatever their role is. Throws `DomainError`: `not_found` (also when that person has no access),
 * `forbidden`, `last_owner`.
 */
export async function removePerson(db: Database, actor: Actor, documentId: string, userId: string): Promise<void> {
  assertDocumentId(documentId)
  if (!isId(userId)) throw new DomainError('not_found')
  const action = userId === actor.userId ? 'leave' : 'share'
  settle(await runOne(db, setRole, [documentId, whoAsks(actor), rolesThatMay(action), userId, null]))
}

const addByEmail: Statement<Outcome & { readonly userId: string | null }> = {
  name: 'add_person',
  text: `SELECT outcome, user_id AS "userId"
    FROM add_person($1, ${asking}, ${lockedSharers}, ${provedAddress('$4', '$6')}, $5::role)`,
}

const setRole: Statement<Outcome> = {
  name: 'set_person_role',
  text: `SELECT set_person_role($1, ${asking}, ${lockedSharers}, $4, $5::role) AS outcome`,
}
