import { database, listRevisions } from '@tandem/documents'
import { limits } from '@tandem/protocol'
import { z } from 'zod'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { person, queryNumber, time, timeOf } from './shapes.ts'

const revision = z.strictObject({
  revision: z.int(),
  at: time,
  author: person,
  inserted: z.int().describe('Code units'),
  deleted: z.int().describe('Code units; what several people deleted at once counts for each of them'),
  properties: z.array(z.string()).describe('Keys that it set or removed'),
})

/** Who wrote what when. */
export const historyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/documents/{documentId}/revisions',
    operation: 'listRevisions',
    tag: 'History',
    summary: 'List revisions',
    description:
      'Who changed how much, and when, the newest first. Ask for the next page with `next` as `before` until it is null. What it was, the content tells as of any revision.',
    scope: 'documents:read',
    cost: costs.read,
    query: z.strictObject({
      before: queryNumber(1, limits.maxSeq).optional(),
      limit: queryNumber(1, 100).default(50),
    }),
    answers: {
      200: {
        description: 'A page of revisions',
        content: z.strictObject({ items: z.array(revision), next: z.int().nullable() }),
      },
    },
    work: async ({ caller, path, query }) => {
      const { items, next } = await listRevisions(database(), caller, path.documentId ?? '', query)
      return { status: 200, body: { items: items.map((item) => ({ ...item, at: timeOf(item.at) })), next } }
    },
  }),
]
