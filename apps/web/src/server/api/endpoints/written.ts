import type { Written } from '@tandem/documents'
import { z } from 'zod'
import type { ApiAnswer } from '../endpoint.ts'
import { tagOf } from './revision-tag.ts'

/** Where a document stands after it was written to, and whether there was anything to write. */
export const written = z.strictObject({ revision: z.int(), changed: z.boolean() })

/** What somebody is answered who wrote to a document. */
export function answerToWriting({ revision, changed }: Written): ApiAnswer {
  return { status: 200, body: { revision, changed }, headers: { ETag: tagOf(revision) } }
}
