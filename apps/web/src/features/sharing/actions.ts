'use server'
import {
  addPerson,
  blockPerson,
  changeRole,
  database,
  handOver,
  removePerson,
  setEditorsShare,
  unblockPerson,
} from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { countsProvedOnly } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'
import { countInvitations } from '#server/sharing-rates.ts'
import { loadSharing } from './load-sharing.ts'
import { type GivenRole, givenRoles, type Sharing } from './sharing.ts'

const id = z.string().min(1).max(64)
const ofPerson = z.strictObject({ documentId: id, userId: id })

type OfPerson = { documentId: string; userId: string }

/** Who has access, and who waits for it. */
export async function loadSharingAction(input: { documentId: string }): Promise<Result<Sharing>> {
  return act(z.strictObject({ documentId: id }), input, (user, { documentId }) => loadSharing(user.id, documentId))
}

/** Gives somebody their access back who was just removed. */
export async function addPersonAction(input: {
  documentId: string
  email: string
  role: GivenRole
}): Promise<Result<Sharing>> {
  const schema = z.strictObject({ documentId: id, email: z.string().max(1000), role: z.enum(givenRoles) })
  return act(schema, input, async (user, { documentId, email, role }) => {
    await countInvitations(user.id, 1)
    const person = { email, role }
    await addPerson(database(), holderOf(user), documentId, person, { verifiedOnly: countsProvedOnly() })
    return loadSharing(user.id, documentId)
  })
}

/** Changes what somebody may do. */
export async function changeRoleAction(input: OfPerson & { role: GivenRole | 'owner' }): Promise<Result> {
  const schema = ofPerson.extend({ role: z.enum([...givenRoles, 'owner']) })
  return act(schema, input, async (user, { documentId, userId, role }) => {
    await changeRole(database(), holderOf(user), documentId, userId, role)
    return {}
  })
}

/** Makes somebody an owner in one's own place. */
export async function handOverAction(input: OfPerson): Promise<Result> {
  return act(ofPerson, input, async (user, { documentId, userId }) => {
    await handOver(database(), holderOf(user), documentId, userId)
    return {}
  })
}

/** Takes somebody's access away, or gives up one's own. */
export async function removePersonAction(input: OfPerson): Promise<Result> {
  return act(ofPerson, input, async (user, { documentId, userId }) => {
    await removePerson(database(), holderOf(user), documentId, userId)
    return {}
  })
}

/** Takes somebody's access away and keeps them out. */
export async function blockPersonAction(input: OfPerson): Promise<Result<Sharing>> {
  return act(ofPerson, input, async (user, { documentId, userId }) => {
    await blockPerson(database(), holderOf(user), documentId, userId)
    return loadSharing(user.id, documentId)
  })
}

/** Lets somebody come again. */
export async function unblockPersonAction(input: OfPerson): Promise<Result<Sharing>> {
  return act(ofPerson, input, async (user, { documentId, userId }) => {
    await unblockPerson(database(), holderOf(user), documentId, userId)
    return loadSharing(user.id, documentId)
  })
}

/** Lets those who can edit share the document, too, or no more. */
export async function setEditorsShareAction(input: { documentId: string; editorsShare: boolean }): Promise<Result> {
  const schema = z.strictObject({ documentId: id, editorsShare: z.boolean() })
  return act(schema, input, async (user, { documentId, editorsShare }) => {
    await setEditorsShare(database(), holderOf(user), documentId, editorsShare)
    return {}
  })
}
