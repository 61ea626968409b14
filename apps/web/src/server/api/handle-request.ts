import 'server-only'
import { DomainError, type StoredAnswer, type TokenHolder } from '@tandem/documents'
import { apiBase, paths } from '#lib/paths.ts'
import { clientAddress } from '../client-address.ts'
import { logError } from '../log-error.ts'
import { retryAfterSeconds } from '../problem.ts'
import { allEndpoints } from './all-endpoints.ts'
import { answerOnce } from './answer-once.ts'
import { type ApiCode, ApiError, apiCodeOf, statuses, titleOf } from './api-error.ts'
import { maxUrlLength } from './api-limits.ts'
import { authenticate, requireScope } from './authenticate.ts'
import type { Endpoint } from './endpoint.ts'
import { type Found, findEndpoint } from './find-endpoint.ts'
import { readBody } from './read-body.ts'
import { readQuery } from './read-query.ts'
import { requestIdOf } from './request-id.ts'
import { countAddress, countToken } from './request-limits.ts'

/** What is known of a request while it is being answered, for its answer and for the log. */
type Progress = { headers: Record<string, string>; userId: string | null; operation: string | null }

/**
 * Answers every request below `/api/v1`, whatever it is: an expected failure as problem+json (RFC 9457), an unexpected one
 * too, which says no more than that, and is logged under the request's id.
 */
export async function handleRequest(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers)
  const progress: Progress = { headers: {}, userId: null, operation: null }
  let answer: StoredAnswer
  try {
    answer = await answerTo(request, progress)
  } catch (error) {
    answer = failureOf(error, requestId)
    log(error, answer, requestId, progress)
  }
  const headers = new Headers({ 'Cache-Control': 'no-store', ...progress.headers, ...answer.headers })
  headers.set('X-Request-Id', requestId)
  const isEmpty = answer.status === 204 || answer.status === 304 || request.method === 'HEAD'
  return new Response(isEmpty ? null : answer.body, { status: answer.status, headers })
}

async function answerTo(request: Request, progress: Progress): Promise<StoredAnswer> {
  if (request.url.length > maxUrlLength) throw new ApiError('uri_too_long', 'That address is too long.')
  const { pathname, searchParams } = new URL(request.url)
  await countAddress(clientAddress((name) => request.headers.get(name)))
  const found = findEndpoint(allEndpoints, pathname.slice(apiBase.length))
  if (!found) throw new ApiError('not_found', 'There is nothing at this address.')
  const allowed = [...methodsOf(found)].join(', ')
  if (request.method === 'OPTIONS') return { status: 204, headers: { Allow: allowed }, body: '' }
  const endpoint = found.byMethod.get(request.method === 'HEAD' ? 'GET' : request.method)
  if (!endpoint) throw new ApiError('method_not_allowed', 'That is not done here.', { headers: { Allow: allowed } })
  progress.operation = endpoint.operation

  const caller = endpoint.scope === 'public' ? null : await authenticate(request.headers)
  if (caller) await admit(caller, endpoint, progress)
  refuseUnread(request.headers, endpoint)
  const query = readQuery(searchParams)
  const body = await readBody(request, endpoint)
  const work = () => run(endpoint, { caller, path: found.parameters, query, headers: request.headers, body })
  return caller && endpoint.method !== 'GET' ? answerOnce(request, caller.signInId, body, work) : work()
}

function* methodsOf({ byMethod }: Found): Generator<string> {
  for (const method of byMethod.keys()) {
    yield method
    if (method === 'GET') yield 'HEAD'
  }
  yield 'OPTIONS'
}

async function admit(caller: TokenHolder, endpoint: Endpoint, progress: Progress): Promise<void> {
  progress.userId = caller.userId
  Object.assign(progress.headers, await countToken(caller.signInId, endpoint.cost))
  requireScope(caller, endpoint)
}

/** A condition that nobody looks at would be taken for one that holds. */
function refuseUnread(headers: Headers, { takes = [] }: Endpoint): void {
  if (headers.has('if-match') && !takes.includes('If-Match')) {
    throw new ApiError('bad_request', 'This takes no If-Match.', { field: 'If-Match' })
  }
}

async function run(endpoint: Endpoint, asked: Parameters<Endpoint['run']>[0]): Promise<StoredAnswer> {
  const { status, body = '', headers = {} } = await endpoint.run(asked)
  const isText = typeof body === 'string'
  return {
    status,
    headers: { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8', ...headers },
    body: isText ? body : JSON.stringify(body),
  }
}

function failureOf(error: unknown, requestId: string): StoredAnswer {
  const { code, message, field, headers } = expected(error)
  const status = statuses[code]
  const after = retryAfter[code]
  const problem = {
    type: `${paths.developers}#${code}`,
    title: titleOf(code),
    status,
    detail: message,
    code,
    field,
    requestId,
  }
  return {
    status,
    headers: {
      ...(after !== undefined && { 'Retry-After': `${after}` }),
      ...headers,
      'Content-Type': 'application/problem+json; charset=utf-8',
    },
    body: JSON.stringify(problem),
  }
}

/** Seconds after which it is worth trying again, for what goes away by itself; a failure that knows better says so. */
const retryAfter: Readonly<Partial<Record<ApiCode, number>>> = { ...retryAfterSeconds, rate_limited: 3600 }

function expected(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof DomainError) return new ApiError(apiCodeOf(error.code), error.message, { field: error.field })
  return new ApiError('internal', 'Something went wrong here. It was written down under the request’s id.')
}

/** Refusals that somebody may want to look at, and what was not expected. Nothing of what was sent. */
function log(error: unknown, { status }: StoredAnswer, requestId: string, { userId, operation }: Progress): void {
  const known = { status, requestId, userId, operation }
  if (status === 500) logError('api', error, known)
  else if (noted.has(status)) {
    console.info(JSON.stringify({ level: status > 500 ? 'error' : 'info', event: 'api', ...known }))
  }
}

const noted: ReadonlySet<number> = new Set([401, 403, 404, 429, 503, 507])
