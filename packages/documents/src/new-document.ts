import { z } from 'zod'
import { titleSchema } from './person-text.ts'

/** What somebody gives who wants a document. */
export const newDocumentSchema = z.strictObject({ title: titleSchema.default('Untitled') })
