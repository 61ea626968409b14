import type { Socket } from 'socket.io'

/** What a socket has for events that ask for answers, middleware, and notes of the application. Always empty here. */
const unused = {
  acks: new Map<number, unknown>(),
  fns: Object.freeze([]),
  flags: Object.freeze({}),
  data: Object.freeze({}),
}

/**
 * Lets go of what Socket.IO keeps for as long as a connection lives and nothing here asks for: the HTTP request that it
 * began with, headers and all, and the room of its own that every socket is put into. Some kilobytes each. What is always
 * empty is one for all.
 */
export function trimSocket(socket: Socket): void {
  for (const [name, nothing] of Object.entries(unused)) Reflect.set(socket, name, nothing)
  Reflect.set(socket.conn, 'request', null)
  Reflect.set(socket, 'handshake', null)
  socket.nsp.adapter.delAll(socket.id)
}
