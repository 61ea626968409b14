'use server'
import { administerDisabled, administerSignIns, administerTransfer, database } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { countsProvedOnly } from '#server/env.ts'
import { holderOf } from '#server/holder-of.ts'

const id = z.string().min(1).max(64)

/** Disables somebody's account, or enables it again. */
export async function setDisabledAction(input: { userId: string; disabled: boolean }): Promise<Result> {
  return act(z.strictObject({ userId: id, disabled: z.boolean() }), input, async (user, { userId, disabled }) => {
    await administerDisabled(database(), holderOf(user), userId, disabled)
    return {}
  })
}

/** Signs somebody out everywhere. */
export async function endSignInsAction(input: { userId: string }): Promise<Result> {
  return act(z.strictObject({ userId: id }), input, async (user, { userId }) => {
    await administerSignIns(database(), holderOf(user), userId)
    return {}
  })
}

/** Gives a document another owner. */
export async function transferAction(input: { documentId: string; email: string }): Promise<Result> {
  const schema = z.strictObject({ documentId: id, email: z.string().max(1000) })
  return act(schema, input, async (user, { documentId, email }) => {
    const counted = { verifiedOnly: countsProvedOnly() }
    await administerTransfer(database(), holderOf(user), documentId, { email }, counted)
    return {}
  })
}
