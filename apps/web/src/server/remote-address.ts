import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'

/** The header in which requests carry the other end of their connection from here on. */
export const remoteHeader = 'x-tandem-remote'

/**
 * Writes into every request that this process takes from now on where its connection comes from, over whatever stood there:
 * Next.js hands routes and actions no connection, and believes the `X-Forwarded-For` that a visitor made up.
 */
export function noteRemoteAddresses(): void {
  subscribe('http.server.request.start', (told) => {
    const { request }: { readonly request?: unknown } = Object(told)
    if (request instanceof IncomingMessage) request.headers[remoteHeader] = request.socket.remoteAddress ?? ''
  })
}
