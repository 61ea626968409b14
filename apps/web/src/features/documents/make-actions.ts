'use server'
import { createDocument, database } from '@tandem/documents'
import { z } from 'zod'
import type { Result } from '#lib/result.ts'
import { act } from '#server/action.ts'
import { holderOf } from '#server/holder-of.ts'
import { makeDocument } from './files/make-document.ts'
import { type TemplateName, templateNames } from './template-names.ts'
import { templates } from './templates.ts'

/** Makes a document of the signed-in person: an empty one, or what a template says. */
export async function createDocumentAction(
  input: { template?: TemplateName | undefined } = {},
): Promise<Result<{ id: string }>> {
  return act(z.strictObject({ template: z.enum(templateNames).optional() }), input, (user, { template }) => {
    const holder = holderOf(user)
    return template ? makeDocument(holder, templates[template]) : createDocument(database(), holder, {})
  })
}
