import type { Socket } from 'socket.io'

/**
 * Lets go of what Socket.IO keeps for as long as a connection lives and nothing here asks for: the HTTP request that it
 * began with, headers and all, and the room of its own that every socket is put into. Some kilobytes each.
 */
export function trimSocket(socket: Socket): void {
  Reflect.set(socket.conn, 'request', null)
  Reflect.set(socket, 'handshake', null)
  socket.nsp.adapter.delAll(socket.id)
}
