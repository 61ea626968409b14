import { io } from 'socket.io-client'
import parser from 'socket.io-msgpack-parser'
import { LightSocket } from '../load/light-socket.ts'
import type { Client } from './client.ts'
import { crowdAuthor, RelayScreen } from './relay-screen.ts'
import { encodeKey } from './relayed-key.ts'

/** A relay that gathers a document's keys, commits them, and passes them on together: Socket.IO with msgpack. */
export const batchRelay: Client = {
  seed: null,

  openScreen({ url, document }, shown, failed) {
    return new Promise((resolve, reject) => {
      const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, parser })
      const screen = new RelayScreen(
        shown,
        (key) => socket.emit('key', key),
        () => socket.disconnect(),
      )
      socket.on('keys', (keys: readonly Uint8Array[]) => {
        for (const key of keys) screen.take(key)
      })
      socket.on('connect_error', reject)
      socket.on('disconnect', failed)
      socket.on('connect', () => socket.emit('join', document, () => resolve(screen)))
    })
  },

  joinCrowd({ url, document }, failed) {
    return new Promise((resolve, reject) => {
      let socket: LightSocket | null = null
      let joined = false
      const encoder = new parser.Encoder()
      const send = (packet: object) => {
        for (const bytes of [encoder.encode(packet)].flat()) socket?.send(new Uint8Array(bytes))
      }
      LightSocket.open(
        `${url}/socket.io/?EIO=4&transport=websocket`,
        {},
        {
          wants: (isText) => isText || !joined,
          message(content, isText) {
            const member = socket
            if (!member) return
            if (isText) {
              if (content.toString() === '2') member.send('3')
              return
            }
            const type = typeOf(content)
            if (type === parser.PacketType.CONNECT) {
              send({ type: parser.PacketType.EVENT, data: ['join', document], id: 0, nsp: '/' })
            } else if (type === parser.PacketType.ACK) {
              joined = true
              resolve({
                type: (text) =>
                  send({ type: parser.PacketType.EVENT, data: ['key', encodeKey(crowdAuthor, text)], nsp: '/' }),
                stopReading: () => member.stopReading(),
                close: () => member.close(),
              })
            }
          },
          closed: failed,
        },
      ).then((opened) => {
        socket = opened
        send({ type: parser.PacketType.CONNECT, nsp: '/' })
      }, reject)
    })
  },
}

function typeOf(content: Uint8Array): number {
  const decoder = new parser.Decoder()
  let type = -1
  decoder.on('decoded', (packet: { readonly type: number }) => {
    type = packet.type
  })
  decoder.add(content)
  return type
}
