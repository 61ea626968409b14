import { channel } from 'node:diagnostics_channel'
import { Socket } from 'node:net'

/** Bytes over all TCP connections of this process since its start, whatever library made them: headers of TCP aside. */
export type Traffic = { readonly received: number; readonly sent: number }

const sockets = new Set<Socket>()
let closedReceived = 0
let closedSent = 0

/** Begins to count. Call it before the first connection is made. */
export function countTraffic(): void {
  channel('net.client.socket').subscribe((message) => {
    const socket = typeof message === 'object' && message ? Reflect.get(message, 'socket') : null
    if (!(socket instanceof Socket)) throw new Error('this version of Node tells of sockets in another way')
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      closedReceived += socket.bytesRead
      closedSent += socket.bytesWritten
    })
  })
}

/** What has gone over the wire until now. */
export function traffic(): Traffic {
  let received = closedReceived
  let sent = closedSent
  for (const socket of sockets) {
    received += socket.bytesRead
    sent += socket.bytesWritten
  }
  return { received, sent }
}
