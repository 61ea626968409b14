import { z } from 'zod'
import { titleSchema } from '../accounts/person-text.ts'

/** What somebody gives who wants a document. */
export const newDocumentSchema = z.strictObject({ title: titleSchema.default('Untitled') })
