import { createSession, type Session, type SessionState, socketIoTransport, type Transport } from '@tandem/client'
import { encodeChange } from '@tandem/crdt'
import { decodeDownstream, encodeDownstream, encodeUpstream } from '@tandem/protocol'
import { mintTicket } from '@tandem/protocol/ticket'
import type { History } from '../load/history.ts'
import { LightSocket } from '../load/light-socket.ts'
import type { Client, Failed, Place, Screen, Shown } from './client.ts'

/** Tandem: screens are ordinary sessions over the product's own transport. */
export const tandem: Client = {
  async openScreen(place, shown, failed) {
    const { url, member } = ticketed(place)
    const session = start(place, socketIoTransport(url, member.origin))
    await live(session)
    session.on('state', (state) => reportEnd(state, failed))
    return screenOf(session, shown)
  },

  /** An ordinary session says hello; once it is live, its frames are only counted, and it types past its own outbox. */
  async joinCrowd(place, failed) {
    const transport = new CrowdTransport(place, failed)
    const session = start(place, transport)
    await live(session)
    transport.deafen()
    const { doc } = session
    if (!doc) throw new Error('a live session has a document')
    return {
      type(text) {
        const change = doc.edit([{ from: doc.length, to: doc.length, insert: text }])
        transport.send(encodeUpstream({ kind: 'push', changes: [encodeChange(change)] }))
      },
      stopReading: () => transport.stopReading(),
      close: () => void session.close(),
    }
  },

  async seed(place, history) {
    const { url, member } = ticketed(place)
    const session = start(place, socketIoTransport(url, member.origin))
    await live(session)
    if (session.doc?.length === 0) await typeHistory(session, history)
    return { close: () => void session.close() }
  },
}

/** Types a history as fast as the server takes it. */
async function typeHistory(session: Session, { splices }: History): Promise<void> {
  for (let at = 0; at < splices.length; at += burst) {
    for (const splice of splices.slice(at, at + burst)) session.edit([splice])
    await unsavedBelow(session, maxUnsaved)
  }
  await unsavedBelow(session, 1)
}

/** Edits in one turn of the loop, and changes that wait for the server. */
const burst = 500
const maxUnsaved = 4_000

function unsavedBelow(session: Session, limit: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (session.unsaved.count < limit) resolve()
      else setTimeout(look, 1)
    }
    look()
  })
}

function screenOf(session: Session, shown: Shown): Screen {
  session.on('edit', ({ edit }) => {
    // Its places are in the text before; those on the screen move with what came in front of them.
    let moved = 0
    for (const { from, to, insert } of edit) {
      shown(from + moved, to - from, insert)
      moved += insert.length - (to - from)
    }
  })
  return {
    replace: (at, removed, inserted) => session.edit([{ from: at, to: at + removed, insert: inserted }]),
    text: () => session.doc?.toString() ?? '',
    close: () => void session.close(),
  }
}

function ticketed({ url, member }: Place) {
  if (!member) throw new Error('Tandem lets nobody in without a ticket')
  return { url, member }
}

function start(place: Place, transport: Transport): Session {
  const { url, member } = ticketed(place)
  const { userId, signInId, secret } = member
  return createSession({
    url,
    transport,
    documentId: place.document,
    ticket: () => mintTicket(secret, { userId, name: 'Typist', sessionId: signInId }),
  })
}

function live(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = session.on('state', (state) => {
      if (state.phase !== 'live' && state.phase !== 'closed' && state.phase !== 'waiting') return
      stop()
      if (state.phase === 'live') resolve()
      else reject(new Error(`Tandem let a session not in: ${JSON.stringify(state)}`))
    })
  })
}

function reportEnd(state: SessionState, failed: Failed): void {
  if (state.phase === 'closed' || state.phase === 'waiting') failed(`a session is ${JSON.stringify(state)}`)
}

/** The first byte of every error. */
const [errorTag] = encodeDownstream({ kind: 'error', code: 'busy', message: '', rseq: 0 })

/** Socket.IO's handshake and heartbeat, spoken by hand over a light socket; then frames as they come. */
class CrowdTransport implements Transport {
  readonly #place: Place
  readonly #failed: Failed
  #socket: LightSocket | null = null
  #deaf = false

  constructor(place: Place, failed: Failed) {
    this.#place = place
    this.#failed = failed
  }

  /** From now on only errors are looked at. */
  deafen(): void {
    this.#deaf = true
  }

  send(frame: Uint8Array): void {
    this.#socket?.send(frame)
  }

  stopReading(): void {
    this.#socket?.stopReading()
  }

  open(events: Parameters<Transport['open']>[0]): ReturnType<Transport['open']> {
    const { url, member } = ticketed(this.#place)
    const end = (reason: string) => {
      if (this.#deaf) this.#failed(reason)
      events.closed(reason)
    }
    LightSocket.open(
      `${url}/socket.io/?EIO=4&transport=websocket`,
      { origin: member.origin },
      {
        wants: (isText, first) => isText || !this.#deaf || first === errorTag,
        message: (content, isText) => this.#take(content, isText, events),
        closed: end,
      },
    ).then(
      (socket) => {
        this.#socket = socket
        socket.send(connectPacket)
      },
      (error: Error) => end(error.message),
    )
    return { send: (frame) => this.send(frame), close: () => this.#socket?.close() }
  }

  #take(content: Buffer, isText: boolean, events: Parameters<Transport['open']>[0]): void {
    if (isText) {
      if (content.toString() === enginePing) this.#socket?.send(enginePong)
    } else if (this.#deaf) {
      const message = decodeDownstream(content)
      this.#failed(`the server answered ${message.kind === 'error' ? message.code : message.kind}`)
    } else if ((content[0] ?? 0) >= connectedTag) {
      events.opened()
    } else {
      events.frame(content)
    }
  }
}

/** Engine.IO: the server pings, the client answers. */
const enginePing = '2'
const enginePong = '3'
/** Packets of Tandem's own Socket.IO parser: a control packet has the highest bit. */
const connectPacket = Uint8Array.of(0x80)
const connectedTag = 0x80
