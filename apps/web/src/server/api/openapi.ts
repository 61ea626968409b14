import { rememberedHours, tokenScopes } from '@tandem/documents'
import { z } from 'zod'
import { apiBase } from '#lib/paths.ts'
import { env } from '../env.ts'
import { costs, maxJsonBytes, maxKeyLength, maxTextBytes, pointsPerToken, windowSeconds } from './api-limits.ts'
import { type AnswerShape, type Endpoint, endpoint, noQuery } from './endpoint.ts'

/** A part of the description: JSON by its own rules. */
type Part = Readonly<Record<string, unknown>>

/** The operation that answers the description itself. */
export function descriptionEndpoint(endpoints: readonly Endpoint[]): Endpoint {
  const described: Endpoint = {
    ...endpoint({
      method: 'GET',
      path: '/openapi.json',
      operation: 'getDescription',
      tag: 'Description',
      summary: 'This description',
      scope: 'public',
      cost: costs.read,
      query: noQuery,
      answers: { 200: { description: 'OpenAPI 3.1', content: z.looseObject({}) } },
      work: async () => ({ status: 200, body: {} }),
    }),
    run: async () => ({ status: 200, body: describe([...endpoints, described]) }),
  }
  return described
}

/** The API as OpenAPI 3.1 says it, made of what the operations take and answer. */
export function describe(endpoints: readonly Endpoint[]): Part {
  const allPaths = [...new Set(endpoints.map(({ path }) => path))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tandem REST API',
      version: '1.0.0',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: new URL(apiBase, env().NEXTAUTH_URL).href }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ token: [] }],
    paths: Object.fromEntries(
      allPaths.map((path) => [
        path,
        Object.fromEntries(
          endpoints.filter((each) => each.path === path).map((each) => [each.method.toLowerCase(), operationOf(each)]),
        ),
      ]),
    ),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: `A personal access token, made on the account page, with some of the scopes ${tokenScopes.join(', ')}.`,
        },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  }
}

const introduction = `Documents, their text and who has access, for programs. Every request takes a personal access token: \`Authorization: Bearer tandem_pat_…\`.

- **Failures** are \`application/problem+json\` (RFC 9457): \`code\` is for programs, \`detail\` for people. What is not shared with you and what does not exist are one answer.
- **Requests have an id**: \`X-Request-Id\` as you send it, or a new one.
- **Limits**: a token has ${pointsPerToken} points in ${windowSeconds} s; reading costs ${costs.read}, writing ${costs.write}, opening a text ${costs.open}. \`RateLimit\` says what is left, and a 429 when to come again (\`Retry-After\`). A JSON body has at most ${maxJsonBytes / 1024} KiB, a text ${maxTextBytes / 1024 / 1024} MiB.
- **Sending again**: what changes something takes an \`Idempotency-Key\`. Within ${rememberedHours} hours the same request under the same key is answered as it was, and not done again.
- What is not named here is refused: parameters, members of a body, conditions.`

const problem = z.strictObject({
  type: z.string().describe('Where the code is explained'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  field: z.string().nullable().describe('The parameter, header or member that it is about'),
  requestId: z.string(),
})

function operationOf(endpoint: Endpoint): Part {
  const { operation, tag, summary, description, scope, body, answers } = endpoint
  return {
    operationId: operation,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(scope === 'public' ? { security: [] } : scope !== 'any' && { 'x-scope': scope }),
    parameters: parametersOf(endpoint),
    ...(body !== null && {
      requestBody: {
        required: true,
        content:
          body === 'text'
            ? { 'text/plain': { schema: { type: 'string' } } }
            : { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      default: {
        description: 'A failure',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** A parameter of an operation. */
type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Part
}

/** Everything that an operation takes besides a body. */
export function parametersOf({ path, query, takes = [], method }: Endpoint): readonly Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => parameter('path', name, true))
  const inQuery = Object.entries(query.shape).map(([name, schema]) => {
    return parameter('query', name, !schema.safeParse(undefined).success, schemaOf(schema, 'output'))
  })
  const conditions = takes.map((name) => parameter('header', name, name === 'If-Match'))
  const key = { type: 'string', minLength: 1, maxLength: maxKeyLength }
  const keys = method === 'GET' ? [] : [parameter('header', 'Idempotency-Key', false, key)]
  return [...inPath, ...inQuery, ...conditions, ...keys]
}

function parameter(
  place: Parameter['in'],
  name: string,
  required: boolean,
  schema: Part = { type: 'string' },
): Parameter {
  return { name, in: place, required, schema }
}

function answerOf({ description, content, headers = [] }: AnswerShape): Part {
  return {
    description,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])),
    }),
    ...(content !== undefined && {
      content:
        content === 'text'
          ? { 'text/plain': { schema: { type: 'string' } } }
          : { 'application/json': { schema: schemaOf(content, 'output') } },
    }),
  }
}

/** A schema as JSON Schema (2020-12) says it: of what is taken, or of what is given. */
export function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Part {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
