import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'

/** What `/ready` depends on. */
export type Readiness = {
  /** Why it takes no sessions, whatever the database says: it is starting, or leaving; null when it does. */
  readonly notReady: () => 'starting' | 'draining' | null
  /** Fails when the database does not answer. */
  readonly ping: () => Promise<void>
}

/** Answers one request. Fails only when the answer can't be sent. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** How long an answer of the database counts: `/ready` is open to everybody and must not be a way to keep it busy. */
const pingLifeMs = 500

/**
 * What anybody may ask: `/health` (the process runs) and `/ready` (it takes sessions). Everything else is 404.
 */
export function publicRoutes(readiness: Readiness): Answer {
  const databaseAnswers = remembered(readiness.ping)
  return async (request, response) => {
    const path = pathOf(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'method not allowed')
    else if (path === '/health') answer(response, 200, 'ok')
    else if (path === '/ready') {
      const reason = readiness.notReady() ?? ((await databaseAnswers()) ? null : 'no database')
      answer(response, reason ? 503 : 200, reason ?? 'ready')
    } else answer(response, 404, 'not found')
  }
}

/** The same for those who run the server, and `/metrics` (Prometheus). */
export function operatorRoutes(readiness: Readiness, registry: Registry): Answer {
  const routes = publicRoutes(readiness)
  return async (request, response) => {
    if (request.method !== 'GET' || pathOf(request) !== '/metrics') return routes(request, response)
    const text = await registry.metrics()
    response.setHeader('content-type', registry.contentType)
    response.end(text)
  }
}

const pathOf = (request: IncomingMessage) => request.url?.split('?')[0]

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${text}\n`)
}

/** Whether the database answers, asked at most once in `pingLifeMs`. */
function remembered(ping: () => Promise<void>): () => Promise<boolean> {
  let last: Promise<boolean> | null = null
  let askedAt = 0
  return () => {
    const now = performance.now()
    if (last && now - askedAt < pingLifeMs) return last
    askedAt = now
    last = ping().then(
      () => true,
      () => false,
    )
    return last
  }
}
