import * as Y from 'yjs'
import { LightSocket } from '../load/light-socket.ts'
import type { CrowdMember, Failed } from './client.ts'
import { field } from './yjs-text.ts'

/** How a member of the crowd speaks to a server that shares Yjs documents over a WebSocket. */
export type YjsSpeech = {
  /** Begins with `http:`. */
  readonly url: string
  /** What is said first: it asks for the document's state. */
  readonly hello: (doc: Y.Doc) => readonly Uint8Array[]
  /** The message that carries an update. */
  readonly update: (update: Uint8Array) => Uint8Array
  /** Whether a message brings the state: once that has come, so does everything that is typed. */
  readonly isState: (content: Uint8Array) => boolean
}

/** Joins as somebody who knows only their own text, and types at its end. */
export function joinYjsCrowd({ url, hello, update, isState }: YjsSpeech, failed: Failed): Promise<CrowdMember> {
  return new Promise((resolve, reject) => {
    const doc = new Y.Doc()
    const text = doc.getText(field)
    let member: LightSocket | null = null
    let joined = false
    doc.on('update', (bytes: Uint8Array) => member?.send(update(bytes)))
    LightSocket.open(
      url,
      {},
      {
        wants: () => !joined,
        message(content) {
          const socket = member
          if (!socket || joined || !isState(content)) return
          joined = true
          resolve({
            type: (typed) => text.insert(text.length, typed),
            stopReading: () => socket.stopReading(),
            close: () => socket.close(),
          })
        },
        closed: failed,
      },
    ).then((socket) => {
      member = socket
      for (const message of hello(doc)) socket.send(message)
    }, reject)
  })
}
