// Hocuspocus as its package has it: no extension, so documents are in memory only.
import { Server } from '@hocuspocus/server'
import type { Listening } from './listening.ts'

const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false })
await server.listen()
process.send?.({ listening: server.address.port } satisfies Listening)
