'use server'
import { addPerson, changeRole, database, listPeople, removePerson } from '@tandem/documents'
import { hueOf } from '@tandem/protocol'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import type { Person } from './person.ts'

const id = z.string().min(1).max(64)
const givenRole = z.enum(['viewer', 'editor'])

/** A role that can be given to somebody here. */
type GivenRole = z.infer<typeof givenRole>

/** Everybody who has access. */
export async function listPeopleAction(input: { documentId: string }): Promise<Result<{ people: readonly Person[] }>> {
  return act(z.strictObject({ documentId: id }), input, async (user, { documentId }) => ({
    people: await people(user.id, documentId),
  }))
}

/** Gives somebody access by their e-mail address. Answers the new list, and who was added. */
export async function addPersonAction(input: {
  documentId: string
  email: string
  role: GivenRole
}): Promise<Result<{ people: readonly Person[]; addedId: string }>> {
  const schema = z.strictObject({ documentId: id, email: z.string().max(1000), role: givenRole })
  return act(schema, input, async (user, { documentId, email, role }) => {
    const { userId } = await addPerson(database(), { userId: user.id }, documentId, { email, role })
    return { people: await people(user.id, documentId), addedId: userId }
  })
}

/** Changes what somebody may do. */
export async function changeRoleAction(input: {
  documentId: string
  userId: string
  role: GivenRole
}): Promise<Result> {
  const schema = z.strictObject({ documentId: id, userId: id, role: givenRole })
  return act(schema, input, async (user, { documentId, userId, role }) => {
    await changeRole(database(), { userId: user.id }, documentId, userId, role)
    return {}
  })
}

/** Takes somebody's access away, or gives up one's own. */
export async function removePersonAction(input: { documentId: string; userId: string }): Promise<Result> {
  const schema = z.strictObject({ documentId: id, userId: id })
  return act(schema, input, async (user, { documentId, userId }) => {
    await removePerson(database(), { userId: user.id }, documentId, userId)
    return {}
  })
}

async function people(userId: string, documentId: string): Promise<readonly Person[]> {
  const found = await listPeople(database(), { userId }, documentId)
  return found.map(({ user, ...rest }) => ({ ...user, hue: hueOf(user.id), ...rest }))
}
