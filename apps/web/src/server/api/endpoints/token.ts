import { tokenScopes } from '@tandem/documents'
import { z } from 'zod'
import { costs } from '../api-limits.ts'
import { type Endpoint, endpoint, noQuery } from '../endpoint.ts'
import { person } from './shapes.ts'

/** Who asks. */
export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/token',
    operation: 'getToken',
    tag: 'Token',
    summary: 'Who this token acts for, and what it may do',
    scope: 'any',
    cost: costs.read,
    query: noQuery,
    answers: {
      200: {
        description: 'The token’s person and scopes',
        content: z.strictObject({ user: person, scopes: z.array(z.enum(tokenScopes)) }),
      },
    },
    work: async ({ caller }) => ({
      status: 200,
      body: { user: { id: caller.userId, name: caller.name }, scopes: caller.scopes },
    }),
  }),
]
