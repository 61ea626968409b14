import type { ContenderName } from '../contenders.ts'
import type { Client } from './client.ts'

/** A contender's clients; only its own code is loaded. */
export async function clientOf(name: ContenderName): Promise<Client> {
  switch (name) {
    case 'Tandem':
      return (await import('./tandem.ts')).tandem
    case 'Hocuspocus':
      return (await import('./hocuspocus.ts')).hocuspocus
    case 'y-websocket':
      return (await import('./y-websocket.ts')).yWebsocket
    case 'ShareDB':
      return (await import('./sharedb.ts')).sharedb
    case 'Socket.IO':
      return (await import('./socket-io.ts')).socketIo
    case 'batch relay':
      return (await import('./batch-relay.ts')).batchRelay
  }
}
