import { Connection, type Doc } from 'sharedb/lib/client/index.js'
import type { Socket } from 'sharedb/lib/sharedb'
import { WebSocket } from 'ws'
import { LightSocket } from '../load/light-socket.ts'
import type { Client, Screen, Shown } from './client.ts'
import { type Component, collection, field, replacement } from './sharedb-text.ts'

/** ShareDB: screens are its documents over its connections. */
export const sharedb: Client = {
  openScreen({ url, document }, shown, failed) {
    return new Promise((resolve, reject) => {
      const connection = new Connection(connect(url))
      connection.on('state', (state, reason) => {
        if (state === 'disconnected' || state === 'closed' || state === 'stopped') failed(`ShareDB: ${reason}`)
      })
      const doc: Doc<Content> = connection.get(collection, document)
      const opened = (error: unknown) => {
        if (error) reject(error)
        else resolve(screenOf(doc, shown, () => connection.close()))
      }
      doc.subscribe((error) => {
        // Whoever comes first makes the document.
        if (error || doc.type) opened(error)
        else doc.create({ [field]: '' }, opened)
      })
    })
  },

  joinCrowd({ url, document }, failed) {
    return new Promise((resolve, reject) => {
      let socket: LightSocket | null = null
      const typist = new Typist(document, (message) => socket?.send(message))
      LightSocket.open(
        url,
        {},
        {
          wants: () => true,
          message(content) {
            const member = socket
            if (!member) return
            const answer = content.toString('latin1')
            if (answer.startsWith('{"a":"hs"')) {
              typist.greeted(answer)
              member.send(JSON.stringify({ a: 's', c: collection, d: document, v: null }))
            } else if (answer.startsWith('{"a":"s"') || answer.startsWith('{"data"')) {
              typist.took(answer)
              resolve({
                type: (text) => typist.type(text),
                stopReading: () => member.stopReading(),
                close: () => member.close(),
              })
            } else if (answer.includes('"error":')) {
              failed(`ShareDB: ${answer}`)
            } else {
              typist.took(answer)
            }
          },
          closed: failed,
        },
      ).then((opened) => {
        socket = opened
        opened.send(JSON.stringify({ a: 'hs', id: null, protocol: 1, protocolMinor: 2 }))
      }, reject)
    })
  },

  /** Its clients get the text without the history, which may as well not be there. */
  seed({ url, document }, { end }) {
    return new Promise((resolve, reject) => {
      const connection = new Connection(connect(url))
      const doc: Doc<Content> = connection.get(collection, document)
      doc.create({ [field]: end }, (error) => {
        if (error) reject(error)
        else resolve({ close: () => connection.close() })
      })
    })
  },
}

/** A WebSocket as ShareDB's connection wants it. */
function connect(url: string): Socket {
  const webSocket = new WebSocket(url.replace('http:', 'ws:'))
  const socket: Socket = {
    get readyState() {
      return webSocket.readyState
    },
    send: (data: string) => webSocket.send(data),
    close: () => webSocket.close(),
    onopen: () => {},
    onmessage: () => {},
    onerror: () => {},
    onclose: () => {},
  }
  webSocket.on('open', () => socket.onopen({}))
  webSocket.on('message', (data) => socket.onmessage({ data: String(data) }))
  webSocket.on('error', (error) => socket.onerror(error))
  webSocket.on('close', () => socket.onclose('closed'))
  return socket
}

type Content = { readonly [field]: string }

function screenOf(doc: Doc<Content>, shown: Shown, close: () => void): Screen {
  const text = () => doc.data?.[field] ?? ''
  doc.on('op', (components: readonly Component[], isOurs: boolean) => {
    if (isOurs) return
    for (const { p, si = '', sd = '' } of components) shown(p[1], sd.length, si)
  })
  return {
    replace(at, removed, inserted) {
      doc.submitOp(replacement(at, text().slice(at, at + removed), inserted))
    },
    text,
    close,
  }
}

/** As ShareDB's client does it: one operation is on its way, and what is typed meanwhile goes together as the next one. */
class Typist {
  readonly #document: string
  readonly #send: (message: string) => void
  /** How the server calls this connection. */
  #source = ''
  #version = 0
  #count = 0
  #isOnItsWay = false
  #waiting = ''

  constructor(document: string, send: (message: string) => void) {
    this.#document = document
    this.#send = send
  }

  greeted(message: string): void {
    this.#source = `"src":"${/"id":"([^"]+)"/.exec(message)?.[1]}"`
  }

  /** Takes note of the version that a message tells of, and whether it answers an operation of ours. */
  took(message: string): void {
    const version = /"v":(\d+)/.exec(message)?.[1]
    if (version === undefined) return
    const isOperation = message.includes('"a":"op"')
    this.#version = Math.max(this.#version, Number(version) + (isOperation ? 1 : 0))
    if (!isOperation || !message.includes(this.#source)) return
    this.#isOnItsWay = false
    if (this.#waiting !== '') this.#submit()
  }

  type(text: string): void {
    this.#waiting += text
    if (!this.#isOnItsWay) this.#submit()
  }

  #submit(): void {
    const op = replacement(0, '', this.#waiting)
    this.#waiting = ''
    this.#isOnItsWay = true
    const seq = ++this.#count
    this.#send(JSON.stringify({ a: 'op', c: collection, d: this.#document, v: this.#version, seq, x: {}, op }))
  }
}
