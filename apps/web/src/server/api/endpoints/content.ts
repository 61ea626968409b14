import { database, editText, getDocument, readContent, readRevision, replaceText } from '@tandem/documents'
import { limits } from '@tandem/protocol'
import { z } from 'zod'
import { contentDisposition } from '../../content-disposition.ts'
import { ApiError } from '../api-error.ts'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, jsonEndpoint, textEndpoint } from '../endpoint.ts'
import { baseOf, inKnownRevision, isKnown, tagOf } from './revision-tag.ts'
import { queryNumber } from './shapes.ts'
import { answerToWriting, written } from './written.ts'

const shared = { tag: 'Content', cost: costs.open, path: '/documents/{documentId}/content' } as const

const merges =
  '`If-Match` says which revision it was made in: the `ETag` that you read. What others wrote since then stays: the change is merged with it as if it had been typed, and whoever has the document open sees it at once. `*` is for whatever is there now. 412 when the document has no such revision.'

/** The text of a document, as of any revision. */
export const contentEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: 'GET',
    operation: 'readText',
    summary: 'Read the text',
    description:
      'As of now, or as of the revision `rev`; whole, or the lines `lines` (`3-7`, `3-`, or `3`; the first is 1). Lines end with LF. The `ETag` is the revision, also for a part.',
    scope: 'documents:read',
    takes: ['If-None-Match'],
    query: z.strictObject({
      rev: queryNumber(0, limits.maxSeq).optional(),
      lines: z
        .string()
        .regex(/^[1-9]\d{0,8}(-([1-9]\d{0,8})?)?$/, 'Lines are given as 3, 3-7 or 3-.')
        .optional(),
    }),
    answers: {
      200: { description: 'The text', content: 'text', headers: ['ETag'] },
      304: { description: 'It is the revision that you have', headers: ['ETag'] },
    },
    work: async ({ caller, path, query, headers }) => {
      const documentId = path.documentId ?? ''
      const head = await readRevision(database(), caller, documentId)
      const asked = query.rev ?? head
      if (asked <= head && isKnown(headers, asked)) return { status: 304, headers: { ETag: tagOf(asked) } }
      const { title } = await getDocument(database(), caller, documentId)
      const { revision, text } = await readContent(database(), caller, documentId, asked)
      return {
        status: 200,
        body: query.lines === undefined ? text : linesOf(text, query.lines),
        headers: { ETag: tagOf(revision), 'Content-Disposition': contentDisposition(title) },
      }
    },
  }),
  textEndpoint({
    ...shared,
    method: 'PUT',
    operation: 'replaceText',
    summary: 'Replace the text',
    description: `Only what differs is changed. ${merges} CRLF and CR become LF.`,
    scope: 'documents:write',
    takes: ['If-Match'],
    answers: { 200: { description: 'It is written', content: written, headers: ['ETag'] } },
    work: async ({ caller, path, body, headers }) => {
      const base = baseOf(headers)
      return answerToWriting(
        await inKnownRevision(() => replaceText(database(), caller, path.documentId ?? '', { base, text: body })),
      )
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PATCH',
    operation: 'editText',
    summary: 'Edit the text',
    description: `Splices, ascending and apart from each other; positions count UTF-16 code units of the text as of the revision in \`If-Match\`. ${merges}`,
    scope: 'documents:write',
    takes: ['If-Match'],
    body: z.strictObject({
      edits: z
        .array(z.strictObject({ from: z.int().min(0), to: z.int().min(0), insert: z.string().default('') }))
        .min(1)
        .max(1_000),
    }),
    answers: { 200: { description: 'It is written', content: written, headers: ['ETag'] } },
    work: async ({ caller, path, body, headers }) => {
      const base = baseOf(headers)
      return answerToWriting(
        await inKnownRevision(() => editText(database(), caller, path.documentId ?? '', { base, edit: body.edits })),
      )
    },
  }),
]

/** Lines of a text with their ends, from the first to the last that are asked for, as far as they are there. */
function linesOf(text: string, asked: string): string {
  const [from = '', to = from] = asked.split('-')
  const [first, last] = [Number(from), to === '' ? Number.POSITIVE_INFINITY : Number(to)]
  if (last < first) throw new ApiError('bad_request', 'The last line is before the first.', { field: 'lines' })
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  return lines.slice(first - 1, last).join('')
}
