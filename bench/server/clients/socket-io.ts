import { io } from 'socket.io-client'
import { LightSocket } from '../load/light-socket.ts'
import type { Client } from './client.ts'
import { crowdAuthor, RelayScreen } from './relay-screen.ts'
import { encodeKey } from './relayed-key.ts'

/** A bare relay on Socket.IO with its own parser. */
export const socketIo: Client = {
  seed: null,

  openScreen({ url, document }, shown, failed) {
    return new Promise((resolve, reject) => {
      const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true })
      const screen = new RelayScreen(
        shown,
        (key) => socket.emit('key', key),
        () => socket.disconnect(),
      )
      socket.on('key', (key: Uint8Array) => screen.take(key))
      socket.on('connect_error', reject)
      socket.on('disconnect', failed)
      socket.on('connect', () => socket.emit('join', document, () => resolve(screen)))
    })
  },

  /** Socket.IO's protocol by hand: texts are packets, and a binary one follows the text that announces it. */
  joinCrowd({ url, document }, failed) {
    return new Promise((resolve, reject) => {
      let socket: LightSocket | null = null
      LightSocket.open(
        `${url}/socket.io/?EIO=4&transport=websocket`,
        {},
        {
          // Of what others type, only the announcement is a text: it begins with a 4 as well, and is not looked into.
          wants: (isText) => isText,
          message(content) {
            const member = socket
            if (!member) return
            const [first, second] = content
            if (first === ping) member.send('3')
            else if (first === message && second === connected) member.send(`420${JSON.stringify(['join', document])}`)
            else if (first === message && second === acknowledged)
              resolve({
                type(text) {
                  member.send('451-["key",{"_placeholder":true,"num":0}]')
                  member.send(encodeKey(crowdAuthor, text))
                },
                stopReading: () => member.stopReading(),
                close: () => member.close(),
              })
          },
          closed: failed,
        },
      ).then((opened) => {
        socket = opened
        opened.send('40')
      }, reject)
    })
  },
}

const ping = '2'.charCodeAt(0)
const message = '4'.charCodeAt(0)
const connected = '0'.charCodeAt(0)
const acknowledged = '3'.charCodeAt(0)
