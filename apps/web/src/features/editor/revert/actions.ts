'use server'
import { database, listWriters, planRevert } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { countRevertPlan } from '#server/revert-rates.ts'
import type { FoundPlan, RevertWriter } from './revert-plan.ts'

const id = z.string().min(1).max(64)
/** A century: who wants more wants everything. */
const maxSeconds = 100 * 365 * 24 * 3600

/** Who wrote in a document, the last one first, for those who may read it. */
export async function listWritersAction(input: {
  documentId: string
}): Promise<Result<{ writers: readonly RevertWriter[] }>> {
  return act(z.strictObject({ documentId: id }), input, async (user, { documentId }) => {
    const writers = await listWriters(database(), holderOf(user), documentId)
    return { writers: writers.map((writer) => ({ ...writer, at: writer.at.toISOString() })) }
  })
}

/** What has to be done to undo what somebody did in the last so many seconds (null: ever), for those who may write. */
export async function planRevertAction(input: {
  documentId: string
  userId: string
  seconds: number | null
}): Promise<Result<FoundPlan>> {
  const seconds = z.number().positive().max(maxSeconds).nullable()
  return act(
    z.strictObject({ documentId: id, userId: id, seconds }),
    input,
    async (user, { documentId, ...reverted }) => {
      await countRevertPlan(user.id)
      return planRevert(database(), holderOf(user), documentId, reverted)
    },
  )
}
