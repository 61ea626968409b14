import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep2, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import { messageSync, WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { LightSocket } from '../load/light-socket.ts'
import type { Client, Place } from './client.ts'
import './global-web-socket.ts'
import { YjsTypist, yjsHistory, yjsScreen } from './yjs-text.ts'

/** y-websocket: screens are its provider. */
export const yWebsocket: Client = {
  openScreen({ url, document }, shown, failed) {
    return new Promise((resolve) => {
      const doc = new Y.Doc()
      const provider = connect({ url, document }, doc)
      const screen = yjsScreen(doc, shown, () => provider.destroy())
      provider.once('sync', () => resolve(screen))
      provider.on('connection-close', () => failed('a provider was disconnected'))
    })
  },

  joinCrowd({ url, document }, failed) {
    return new Promise((resolve, reject) => {
      let joined = false
      let socket: LightSocket | null = null
      const message = (write: (encoder: encoding.Encoder) => void) => {
        const encoder = encoding.createEncoder()
        encoding.writeVarUint(encoder, messageSync)
        write(encoder)
        return encoding.toUint8Array(encoder)
      }
      const typist = new YjsTypist((update) => socket?.send(message((encoder) => writeUpdate(encoder, update))))
      LightSocket.open(
        `${url}/${document}`,
        {},
        {
          wants: () => !joined,
          message(content) {
            // Once the document's state has come, so does everything that is typed.
            if (!socket || joined || content[0] !== messageSync || content[1] !== messageYjsSyncStep2) return
            joined = true
            const member = socket
            resolve({
              type: (text) => typist.type(text),
              stopReading: () => member.stopReading(),
              close: () => member.close(),
            })
          },
          closed: failed,
        },
      ).then((opened) => {
        socket = opened
        opened.send(message((encoder) => writeSyncStep1(encoder, typist.doc)))
      }, reject)
    })
  },

  seed(place, history) {
    return new Promise((resolve) => {
      const provider = connect(place, yjsHistory(history))
      provider.once('sync', () => resolve({ close: () => provider.destroy() }))
    })
  },
}

function connect({ url, document }: Pick<Place, 'url' | 'document'>, doc: Y.Doc): WebsocketProvider {
  // Providers of one process would talk to each other past the server.
  return new WebsocketProvider(url.replace('http:', 'ws:'), document, doc, { disableBc: true })
}
