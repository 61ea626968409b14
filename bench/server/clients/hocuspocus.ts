import {
  HocuspocusProvider,
  type HocuspocusProviderConfiguration,
  HocuspocusProviderWebsocket,
  MessageType,
} from '@hocuspocus/provider'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import type { Client, Place } from './client.ts'
import './global-web-socket.ts'
import { joinYjsCrowd } from './yjs-crowd.ts'
import { yjsHistory, yjsScreen } from './yjs-text.ts'

/** Hocuspocus: screens are its provider over a WebSocket of their own. */
export const hocuspocus: Client = {
  openScreen(place, shown, failed) {
    return new Promise((resolve, reject) => {
      const doc = new Y.Doc()
      const close = connect(place, doc, {
        onSynced: () => resolve(screen),
        onDisconnect: () => failed('a provider was disconnected'),
        onAuthenticationFailed: ({ reason }) => reject(new Error(`Hocuspocus let a session not in: ${reason}`)),
      })
      const screen = yjsScreen(doc, shown, close)
    })
  },

  joinCrowd({ url, document }, failed) {
    const message = (type: number, write: (encoder: encoding.Encoder) => void) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarString(encoder, document)
      encoding.writeVarUint(encoder, type)
      write(encoder)
      return encoding.toUint8Array(encoder)
    }
    const noToken = ''
    return joinYjsCrowd(
      {
        url,
        hello: (doc) => [
          message(MessageType.Auth, (encoder) => {
            encoding.writeVarUint(encoder, tokenMessage)
            encoding.writeVarString(encoder, noToken)
          }),
          message(MessageType.Sync, (encoder) => writeSyncStep1(encoder, doc)),
        ],
        update: (update) => message(MessageType.Sync, (encoder) => writeUpdate(encoder, update)),
        isState: (content) => typeOf(content) === MessageType.Sync,
      },
      failed,
    )
  },

  seed(place, history) {
    return new Promise((resolve) => {
      const close = connect(place, yjsHistory(history), { onSynced: () => resolve({ close }) })
    })
  },
}

type Listeners = Pick<HocuspocusProviderConfiguration, 'onSynced' | 'onDisconnect' | 'onAuthenticationFailed'>

/** Connects a document; the returned function ends that. */
function connect({ url, document }: Place, doc: Y.Doc, listeners: Partial<Listeners>): () => void {
  const websocketProvider = new HocuspocusProviderWebsocket({ url: url.replace('http:', 'ws:') })
  const provider = new HocuspocusProvider({ websocketProvider, name: document, document: doc, ...listeners })
  provider.attach()
  return () => {
    provider.destroy()
    websocketProvider.destroy()
  }
}

function typeOf(content: Uint8Array): number {
  const decoder = decoding.createDecoder(content)
  decoding.readVarString(decoder)
  return decoding.readVarUint(decoder)
}

/** Of the messages about authentication, the one with a token (@hocuspocus/common). */
const tokenMessage = 0
