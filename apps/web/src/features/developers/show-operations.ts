import 'server-only'
import { apiBase } from '#lib/paths.ts'
import { allEndpoints } from '#server/api/all-endpoints.ts'
import type { AnswerShape, Endpoint } from '#server/api/endpoint.ts'
import { parametersOf, schemaOf } from '#server/api/openapi.ts'
import { messages } from './messages.ts'
import type { ShownOperation, ShownPart } from './shown-operation.ts'

/** Every operation of the API, made of the same table as the routes and their description. */
export function showOperations(): readonly ShownOperation[] {
  return allEndpoints.map((endpoint) => ({
    id: endpoint.operation,
    tag: endpoint.tag,
    method: endpoint.method,
    path: `${apiBase}${endpoint.path}`,
    summary: endpoint.summary,
    // Read by people here: the marks that programs set for code are noise.
    description: endpoint.description?.replaceAll('`', ''),
    scope: scopeOf(endpoint),
    parameters: parametersOf(endpoint).map(({ name, in: place, required }) => ({ name, place, isRequired: required })),
    body: bodyOf(endpoint),
    answers: Object.entries(endpoint.answers).map(([status, answer]) => answerOf(status, answer)),
  }))
}

function scopeOf({ scope }: Endpoint): string {
  if (scope === 'public') return messages.noToken
  return scope === 'any' ? messages.anyScope : messages.scope(scope)
}

function bodyOf({ body }: Endpoint): ShownPart | null {
  if (body === null) return null
  if (body === 'text') return { label: messages.body, type: 'text/plain', schema: null }
  return { label: messages.body, type: 'application/json', schema: JSON.stringify(schemaOf(body, 'input'), null, 2) }
}

function answerOf(status: string, { description, content }: AnswerShape): ShownPart {
  const label = `${status}: ${description}`
  if (content === undefined) return { label, type: messages.noContent, schema: null }
  if (content === 'text') return { label, type: 'text/plain', schema: null }
  return { label, type: 'application/json', schema: JSON.stringify(schemaOf(content, 'output'), null, 2) }
}
