import type { Server } from 'node:net'

/** Server → parent: it is ready, on this port. */
export type Listening = { readonly listening: number }

/** Listens on loopback, on a free port, and tells the parent. */
export function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('a TCP server has a port')
    process.send?.({ listening: address.port } satisfies Listening)
  })
}
