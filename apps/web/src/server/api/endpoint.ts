import type { TokenHolder, TokenScope } from '@tandem/documents'
import { z } from 'zod'
import { ApiError } from './api-error.ts'
import type { costs } from './api-limits.ts'

/** What a request is answered, when it is answered as it wishes. JSON unless it is a string. */
export type ApiAnswer = {
  readonly status: number
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** How an answer is described: `schema` of its JSON, `text` for a text, neither for none. */
export type AnswerShape = {
  readonly description: string
  readonly content?: z.ZodType | 'text'
  readonly headers?: readonly ('ETag' | 'Location')[]
}

/** Headers that an operation takes besides those that all take. */
export type TakenHeader = 'If-Match' | 'If-None-Match'

type Shared = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with its parameters in braces. */
  readonly path: string
  /** Its name, for programs that are generated from the description. */
  readonly operation: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** What a token must be good for; `any` for every token, `public` for everybody. */
  readonly scope: TokenScope | 'any' | 'public'
  readonly cost: (typeof costs)[keyof typeof costs]
  readonly takes?: readonly TakenHeader[]
  readonly answers: Readonly<Record<number, AnswerShape>>
}

/** A request that was let in, not yet parsed. */
export type Asked = {
  /** Null where the scope is `public`. */
  readonly caller: TokenHolder | null
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Headers
  /** The body where there is one to be had: text of the content type that the endpoint takes. */
  readonly body: string
}

/** A request as the endpoint understands it. */
export type Understood<Query, Body> = Omit<Asked, 'caller' | 'query' | 'body'> & {
  readonly caller: TokenHolder
  readonly query: Query
  readonly body: Body
}

/** One operation: what it takes, what it answers, and how it is done. Routes and their description are made of it. */
export type Endpoint = Shared & {
  readonly query: z.ZodObject
  /** A schema of JSON, or `text`; null where a body is not read. */
  readonly body: z.ZodType | 'text' | null
  readonly run: (asked: Asked) => Promise<ApiAnswer>
}

/** The query of an operation that takes none. */
export const noQuery = z.strictObject({})

/** An operation that takes no body. */
export function endpoint<Query extends z.ZodObject>({
  query,
  work,
  ...shared
}: Shared & {
  readonly query: Query
  readonly work: (asked: Understood<z.output<Query>, null>) => Promise<ApiAnswer>
}): Endpoint {
  return {
    ...shared,
    query,
    body: null,
    run: ({ caller, ...asked }) =>
      work({ ...asked, caller: known(caller), query: parsed(query, asked.query), body: null }),
  }
}

/** An operation that takes JSON. */
export function jsonEndpoint<Body extends z.ZodType>({
  body,
  work,
  ...shared
}: Shared & {
  readonly body: Body
  readonly work: (asked: Understood<object, z.output<Body>>) => Promise<ApiAnswer>
}): Endpoint {
  return {
    ...shared,
    query: noQuery,
    body,
    run: ({ caller, ...asked }) =>
      work({
        ...asked,
        caller: known(caller),
        query: parsed(noQuery, asked.query),
        body: parsed(body, jsonOf(asked.body)),
      }),
  }
}

/** An operation that takes a text. */
export function textEndpoint({
  work,
  ...shared
}: Shared & { readonly work: (asked: Understood<object, string>) => Promise<ApiAnswer> }): Endpoint {
  return {
    ...shared,
    query: noQuery,
    body: 'text',
    run: ({ caller, ...asked }) => work({ ...asked, caller: known(caller), query: parsed(noQuery, asked.query) }),
  }
}

/** `value` as the schema understands it. Throws `ApiError` (`bad_request`) with the first complaint, and its place. */
function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = unknown ?? (issue?.path.length ? issue.path.join('.') : null)
  const message = unknown === undefined ? issue?.message : `There is no “${unknown}” here.`
  throw new ApiError('bad_request', message ?? 'That is not valid.', { field })
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new ApiError('bad_request', 'The body is not JSON.')
  }
}

function known(caller: TokenHolder | null): TokenHolder {
  if (!caller) throw new Error('who asks is known where the scope is not public')
  return caller
}
