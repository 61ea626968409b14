import { type Connection, socketIoTransport } from '@tandem/client'
import { type Downstream, decodeDownstream, encodeUpstream, protocolVersion, type Upstream } from '@tandem/protocol'

/** A connection that says whatever a test wants it to say, also what no honest client would. */
export class RawConnection {
  /** Everything that came in, in order. */
  readonly received: Downstream[] = []
  readonly #connection: Connection
  #wake = () => {}
  #opened = false
  #closed = false

  constructor(url: string, origin: string) {
    this.#connection = socketIoTransport(url, origin).open({
      opened: () => {
        this.#opened = true
        this.#wake()
      },
      frame: (frame) => {
        this.received.push(decodeDownstream(frame))
        this.#wake()
      },
      closed: () => {
        this.#closed = true
        this.#wake()
      },
    })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  opened(): Promise<void> {
    return this.#until(() => this.#opened || this.#closed)
  }

  closed(): Promise<void> {
    return this.#until(() => this.#closed)
  }

  send(message: Upstream): void {
    this.#connection.send(encodeUpstream(message))
  }

  sendBytes(frame: Uint8Array): void {
    this.#connection.send(frame)
  }

  /** Says an honest `hello`, except for what is given, and waits for the answer. */
  async hello(ticket: string, document: string, other: Partial<Extract<Upstream, { kind: 'hello' }>> = {}) {
    await this.opened()
    const rest = { lastSeq: null, replicaTickets: [], newReplicas: 1, codings: [], ...other }
    this.send({ kind: 'hello', protocolVersion, ticket, document, ...rest })
    return this.next((message) => message.kind === 'welcome' || message.kind === 'error')
  }

  /** The first message that fits, from now on or from before. */
  async next<T extends Downstream>(fits: (message: Downstream) => message is T): Promise<T>
  async next(fits: (message: Downstream) => boolean): Promise<Downstream>
  async next(fits: (message: Downstream) => boolean): Promise<Downstream> {
    await this.#until(() => this.#closed || this.received.some(fits))
    const found = this.received.find(fits)
    if (!found) throw new Error(`the connection closed after ${JSON.stringify(this.received)}`)
    return found
  }

  close(): void {
    this.#connection.close()
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

export function isError(message: Downstream): message is Extract<Downstream, { kind: 'error' }> {
  return message.kind === 'error'
}
