import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { limits } from '@tandem/protocol'
import type { Answer } from './health.ts'
import type { Logger } from './logger.ts'

/** Headers of our own requests are far smaller; what is larger is refused before it is read. */
const maxHeaderSize = 16 * 1024

/** How often it is looked which requests have not come in time. */
const deadlineCheckMs = 1_000

/**
 * An HTTP server with these answers; what goes wrong in one costs that request alone, and one that has not come whole when
 * a `hello` would be too late is cut off. Its number is in the answer's `x-request-id` and in what is logged about it.
 */
export function httpServer(routes: Answer, logger: Logger): Server {
  let requests = 0
  const deadlines = {
    headersTimeout: limits.helloDeadlineMs,
    requestTimeout: limits.helloDeadlineMs,
    connectionsCheckingInterval: deadlineCheckMs,
  }
  return createServer({ maxHeaderSize, ...deadlines }, (request, response) => {
    const id = `${process.pid}-${++requests}`
    response.setHeader('x-request-id', id)
    routes(request, response).catch((error: unknown) => {
      logger.error({ err: error, request: id, path: request.url?.split('?')[0] }, 'answering a request failed')
      response.destroy()
    })
  })
}

/** Listens, and says where. Fails when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: listening } = server.address() as AddressInfo
  return listening
}

/** Stops listening, and ends the connections that are left. */
export async function shut(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
