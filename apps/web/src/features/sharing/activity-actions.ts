'use server'
import { type AuditDetails, database, listActivity } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'

/** Something that was done with the document. The time is ISO 8601. */
export type ActivityItem = {
  readonly id: string
  readonly at: string
  readonly event: string
  readonly actor: { readonly id: string; readonly name: string | null } | null
  readonly subject: { readonly id: string; readonly name: string | null } | null
  readonly details: AuditDetails
}

/** What was done with a document, the newest first; `before` is the `next` of the page before. */
export async function listActivityAction(input: {
  documentId: string
  before?: string | undefined
}): Promise<Result<{ items: readonly ActivityItem[]; next: string | null }>> {
  const schema = z.strictObject({ documentId: z.string().min(1).max(64), before: z.string().max(20).optional() })
  return act(schema, input, async (user, { documentId, before }) => {
    const { items, next } = await listActivity(database(), holderOf(user), documentId, { before })
    return { items: items.map((item) => ({ ...item, at: item.at.toISOString() })), next }
  })
}
