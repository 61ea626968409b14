import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'

/** What `/ready` depends on. */
export type Readiness = {
  /** Refuses new work: the server is leaving. */
  readonly draining: () => boolean
  /** Fails when the database does not answer. */
  readonly ping: () => Promise<void>
}

/**
 * The server's few HTTP answers: `/health` (the process runs), `/ready` (it can take sessions), `/metrics`
 * (Prometheus). Everything else is 404.
 */
export function healthRoutes(readiness: Readiness, registry: Registry) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?')[0]
    if (request.method !== 'GET') return answer(response, 405, 'method not allowed')
    if (path === '/health') return answer(response, 200, 'ok')
    if (path === '/ready') {
      if (readiness.draining()) return answer(response, 503, 'draining')
      const ready = await readiness.ping().then(
        () => true,
        () => false,
      )
      return ready ? answer(response, 200, 'ready') : answer(response, 503, 'no database')
    }
    if (path === '/metrics') {
      response.setHeader('content-type', registry.contentType)
      response.end(await registry.metrics())
      return
    }
    return answer(response, 404, 'not found')
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(`${text}\n`)
}
