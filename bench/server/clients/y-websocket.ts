import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep2, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import { messageSync, WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Client, Place } from './client.ts'
import './global-web-socket.ts'
import { joinYjsCrowd } from './yjs-crowd.ts'
import { yjsHistory, yjsScreen } from './yjs-text.ts'

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
    const message = (write: (encoder: encoding.Encoder) => void) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, messageSync)
      write(encoder)
      return encoding.toUint8Array(encoder)
    }
    return joinYjsCrowd(
      {
        url: `${url}/${document}`,
        hello: (doc) => [message((encoder) => writeSyncStep1(encoder, doc))],
        update: (update) => message((encoder) => writeUpdate(encoder, update)),
        isState: ([type, step]) => type === messageSync && step === messageYjsSyncStep2,
      },
      failed,
    )
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
