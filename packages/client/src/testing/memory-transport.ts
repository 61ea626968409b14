import { type Downstream, decodeUpstream, encodeDownstream, type Upstream } from '@tandem/protocol'
import type { Connection, ConnectionEvents, Transport } from '../transport.ts'

/** A transport without a network: the test is the other end, and nothing happens that it does not do. */
export class MemoryTransport implements Transport {
  /** All connections that were ever opened, the newest last. */
  readonly connections: MemoryConnection[] = []
  readonly #opened: (connection: MemoryConnection) => void

  constructor(opened: (connection: MemoryConnection) => void = () => {}) {
    this.#opened = opened
  }

  open(events: ConnectionEvents): Connection {
    const connection = new MemoryConnection(events)
    this.connections.push(connection)
    this.#opened(connection)
    return connection
  }

  /** The newest connection. Throws when there is none. */
  get last(): MemoryConnection {
    const connection = this.connections.at(-1)
    if (!connection) throw new Error('nothing was opened')
    return connection
  }
}

/** One connection, seen from the server's end. */
export class MemoryConnection implements Connection {
  readonly #events: ConnectionEvents
  #sent: Uint8Array[] = []
  #open = true

  constructor(events: ConnectionEvents) {
    this.#events = events
  }

  /** Whether neither end has closed it. */
  get isOpen(): boolean {
    return this.#open
  }

  send(frame: Uint8Array): void {
    if (this.#open) this.#sent.push(frame)
  }

  close(): void {
    this.cut('closed here')
  }

  /** Tells the session that it is connected. */
  accept(): void {
    if (this.#open) this.#events.opened()
  }

  /** The frames that the session sent since the last look. */
  takeFrames(): Uint8Array[] {
    const sent = this.#sent
    this.#sent = []
    return sent
  }

  /** The messages that the session sent since the last look. */
  take(): Upstream[] {
    return this.takeFrames().map(decodeUpstream)
  }

  /** Says a message to the session. */
  say(message: Downstream): void {
    this.sayFrame(encodeDownstream(message))
  }

  /** Says any bytes to the session. */
  sayFrame(frame: Uint8Array): void {
    if (this.#open) this.#events.frame(frame)
  }

  /** Ends the connection, as a network does that fails, of which nothing has come for so long. */
  cut(reason = 'cut', silentMs = 0): void {
    if (!this.#open) return
    this.#open = false
    this.#events.closed(reason, silentMs)
  }
}
