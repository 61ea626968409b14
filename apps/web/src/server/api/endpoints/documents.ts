import {
  type Actor,
  createDocument,
  type DocumentDetails,
  database,
  getDocument,
  listDocuments,
  places,
  renameDocument,
  restoreDocument,
  trashDocument,
} from '@tandem/documents'
import { z } from 'zod'
import { paths } from '#lib/paths.ts'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, jsonEndpoint, noQuery } from '../endpoint.ts'
import { id, person, queryNumber, role, time, timeOf, timeOrNull } from './shapes.ts'

const title = z.string('A title must be text.').max(2_000)

const details = {
  id,
  title: z.string(),
  role,
  createdAt: time,
  editedAt: time,
  trashedAt: time.nullable(),
}
const document = z.strictObject(details)
const listed = z.strictObject({ ...details, owner: person, people: z.int() })

const shared = { tag: 'Documents', cost: costs.read } as const

/** Documents: what there is, made, renamed, thrown away. */
export const documentEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents',
    operation: 'listDocuments',
    summary: 'List documents',
    description:
      'Of one place: those that the token’s person owns (`mine`), that others shared with them (`shared`), that they opened last (`recent`) or starred, all of these, or their trash. A page at a time: ask for the next one with `next` as `cursor` until it is null.',
    scope: 'documents:read',
    query: z.strictObject({
      place: z.enum(places, 'There is no such place.').default('mine'),
      cursor: z.string().max(200).optional(),
      limit: queryNumber(1, 100).default(50),
    }),
    answers: {
      200: {
        description: 'A page of documents',
        content: z.strictObject({ items: z.array(listed), next: z.string().nullable() }),
      },
    },
    work: async ({ caller, query }) => {
      const { items, next } = await listDocuments(database(), caller, query)
      const shown = items.map((item) => {
        const { owner, people } = item
        return { ...shapeOf(item), owner: { id: owner.id, name: owner.name }, people }
      })
      return { status: 200, body: { items: shown, next } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'POST',
    path: '/documents',
    operation: 'createDocument',
    summary: 'Make a document',
    description: 'An empty one, which the token’s person owns. Put its text into its content.',
    scope: 'documents:write',
    cost: costs.write,
    body: z.strictObject({ title: title.optional() }),
    answers: { 201: { description: 'Made', content: document, headers: ['Location'] } },
    work: async ({ caller, body }) => {
      const { id: documentId } = await createDocument(database(), caller, body)
      const made = await readBack(caller, documentId)
      return { status: 201, body: made, headers: { Location: paths.api(`/documents/${documentId}`) } }
    },
  }),
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents/{documentId}',
    operation: 'getDocument',
    summary: 'Get a document',
    description: 'Without its text. Also one in the trash.',
    scope: 'documents:read',
    query: noQuery,
    answers: { 200: { description: 'The document', content: document } },
    work: async ({ caller, path }) => {
      return { status: 200, body: shapeOf(await getDocument(database(), caller, path.documentId ?? '')) }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PATCH',
    path: '/documents/{documentId}',
    operation: 'renameDocument',
    summary: 'Rename a document',
    description: 'Of two who rename it at once, the last one wins.',
    scope: 'documents:write',
    cost: costs.write,
    body: z.strictObject({ title }),
    answers: { 200: { description: 'The document, renamed', content: document } },
    work: async ({ caller, path, body }) => {
      const documentId = path.documentId ?? ''
      await renameDocument(database(), caller, documentId, body.title)
      return { status: 200, body: await readBack(caller, documentId) }
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/documents/{documentId}',
    operation: 'trashDocument',
    summary: 'Put a document into the trash',
    description: 'From then on nobody writes to it. Nothing is deleted: it can be restored.',
    scope: 'documents:write',
    cost: costs.write,
    query: noQuery,
    answers: { 204: { description: 'It is in the trash' } },
    work: async ({ caller, path }) => {
      await trashDocument(database(), caller, path.documentId ?? '')
      return { status: 204 }
    },
  }),
  endpoint({
    ...shared,
    method: 'POST',
    path: '/documents/{documentId}/restore',
    operation: 'restoreDocument',
    summary: 'Take a document out of the trash',
    description: 'Everybody has the role that they had.',
    scope: 'documents:write',
    cost: costs.write,
    query: noQuery,
    answers: { 200: { description: 'The document', content: document } },
    work: async ({ caller, path }) => {
      const documentId = path.documentId ?? ''
      await restoreDocument(database(), caller, documentId)
      return { status: 200, body: await readBack(caller, documentId) }
    },
  }),
]

/** The document after something was done with it: whatever fails now, that is done, so it is no refusal. */
async function readBack(caller: Actor, documentId: string) {
  try {
    return shapeOf(await getDocument(database(), caller, documentId))
  } catch (cause) {
    throw new Error('it is done, and could not be read afterwards', { cause })
  }
}

/** Named member by member: what the domain has besides is not told by accident. */
function shapeOf({
  id,
  title,
  role,
  createdAt,
  editedAt,
  trashedAt,
}: Pick<DocumentDetails, 'id' | 'title' | 'role' | 'createdAt' | 'editedAt' | 'trashedAt'>) {
  return {
    id,
    title,
    role,
    createdAt: timeOf(createdAt),
    editedAt: timeOf(editedAt),
    trashedAt: timeOrNull(trashedAt),
  }
}
