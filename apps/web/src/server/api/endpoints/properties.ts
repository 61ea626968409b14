import { database, readContent, setProperty } from '@tandem/documents'
import { z } from 'zod'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, jsonEndpoint, noQuery } from '../endpoint.ts'
import { tagOf } from './revision-tag.ts'
import { answerToWriting, written } from './written.ts'

const shared = { tag: 'Properties', cost: costs.open } as const
const value = z.union(
  [z.string(), z.number(), z.boolean(), z.null()],
  'A value is text, a number, true, false or null.',
)

/** What people say about a document besides its text, by key. */
export const propertyEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: 'GET',
    path: '/documents/{documentId}/properties',
    operation: 'readProperties',
    summary: 'Read the properties',
    description:
      'The map that everybody in the document shares. `language`, `indent`, `wrap` and `lineEnding` are settings of the editor; other keys are yours.',
    scope: 'documents:read',
    query: noQuery,
    answers: {
      200: {
        description: 'All properties',
        content: z.strictObject({ revision: z.int(), properties: z.record(z.string(), value) }),
        headers: ['ETag'],
      },
    },
    work: async ({ caller, path }) => {
      const { revision, properties } = await readContent(database(), caller, path.documentId ?? '')
      const body = { revision, properties: Object.fromEntries(properties) }
      return { status: 200, body, headers: { ETag: tagOf(revision) } }
    },
  }),
  jsonEndpoint({
    ...shared,
    method: 'PUT',
    path: '/documents/{documentId}/properties/{key}',
    operation: 'setProperty',
    summary: 'Set a property',
    description: 'Of several who set it at once, one wins, the same one for everybody.',
    scope: 'documents:write',
    body: z.strictObject({ value }),
    answers: { 200: { description: 'It is set', content: written, headers: ['ETag'] } },
    work: async ({ caller, path, body }) => {
      const property = { key: path.key ?? '', value: body.value }
      return answerToWriting(await setProperty(database(), caller, path.documentId ?? '', property))
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/documents/{documentId}/properties/{key}',
    operation: 'removeProperty',
    summary: 'Remove a property',
    description: 'Also one that is not there.',
    scope: 'documents:write',
    query: noQuery,
    answers: { 200: { description: 'It is not there', content: written, headers: ['ETag'] } },
    work: async ({ caller, path }) => {
      const property = { key: path.key ?? '', value: undefined }
      return answerToWriting(await setProperty(database(), caller, path.documentId ?? '', property))
    },
  }),
]
