import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP connection's middle, which a test can take away: what is behind it seems dead then. */
export type CuttableProxy = AsyncDisposable & {
  readonly port: number
  /** Ends every connection and lets nobody through until `heal`. */
  cut(): Promise<void>
  heal(): void
}

/** Stands on a free port of loopback in front of `host`:`port`. */
export async function cuttableProxy(host: string, port: number): Promise<CuttableProxy> {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy()
      return
    }
    const far = connect(port, host)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no port')

  const cut = async () => {
    isCut = true
    const closed = [...open].map((socket) => once(socket, 'close'))
    for (const socket of open) socket.destroy()
    await Promise.all(closed)
  }
  return {
    port: address.port,
    cut,
    heal() {
      isCut = false
    },
    async [Symbol.asyncDispose]() {
      await cut()
      server.close()
    },
  }
}
