import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, Socket } from 'node:net'

/** What the network between the two sides is like now. All of it may change at any time. */
export type Conditions = {
  /** False: whoever connects is cut at once. */
  accepts: boolean
  /** How long each piece takes from one side to the other; pieces never overtake each other. */
  delayMs: () => number
  /** Bytes a second each way; null: as fast as it goes. */
  bytesPerSecond: number | null
}

/** Sees what passes: `up` is from the one who connected. Returns false to cut the connection instead of passing it on. */
export type Tap = (piece: Buffer, direction: 'up' | 'down', link: Link) => boolean

/** Bytes that are under way in one direction before the sender has to wait, as on a real network. */
const maxUnderWay = 256 * 1024

const calm = (): Conditions => ({ accepts: true, delayMs: () => 0, bytesPerSecond: null })

/** A TCP proxy on loopback that can be a bad network: slow, narrow, cut, deaf. */
export class TcpProxy {
  readonly #server: Server
  readonly #links = new Set<Link>()
  readonly conditions: Conditions = calm()
  tap: Tap | null = null

  private constructor(targetPort: () => number) {
    this.#server = createServer((client) => {
      if (!this.conditions.accepts) {
        client.destroy()
        return
      }
      const link = new Link(client, targetPort(), this)
      this.#links.add(link)
      client.once('close', () => this.#links.delete(link))
    })
  }

  /** Listens on a free port; `targetPort` is asked for each connection. */
  static async open(targetPort: () => number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen')
    return address.port
  }

  /** The connections that are open now. */
  get links(): readonly Link[] {
    return [...this.#links]
  }

  /** The network is a good one again, for connections from now on and for those that are open and not deaf. */
  heal(): void {
    Object.assign(this.conditions, calm())
    this.tap = null
  }

  /** Cuts all connections. */
  cut(): void {
    for (const link of this.#links) link.cut()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** One connection through a proxy. */
export class Link {
  readonly #client: Socket
  readonly #target: Socket
  readonly #proxy: TcpProxy
  #deaf = false
  #stalled = false

  constructor(client: Socket, targetPort: number, proxy: TcpProxy) {
    this.#client = client
    this.#proxy = proxy
    this.#target = new Socket()
    for (const socket of [client, this.#target]) {
      socket.setNoDelay(true)
      socket.on('error', () => this.cut())
      socket.on('close', () => {
        if (!this.#deaf) this.cut()
      })
    }
    this.#target.connect(targetPort, '127.0.0.1')
    this.#pass(client, this.#target, 'up')
    this.#pass(this.#target, client, 'down')
  }

  /** Half-open: nothing comes through any more in either direction, and nobody is told, not even of the end. */
  deafen(): void {
    this.#deaf = true
    // What comes in is taken and thrown away.
    this.#client.resume()
    this.#target.resume()
  }

  /** The one who connected reads no more: its window stays closed. */
  stopReading(): void {
    this.#stalled = true
    this.#target.pause()
  }

  cut(): void {
    this.#client.destroy()
    this.#target.destroy()
  }

  #pass(from: Socket, to: Socket, direction: 'up' | 'down'): void {
    const waiting: { readonly piece: Buffer; readonly readyAt: number }[] = []
    let underWay = 0
    let timer: NodeJS.Timeout | null = null
    const deliver = () => {
      timer = null
      for (;;) {
        const [next] = waiting
        if (!next || this.#deaf || to.destroyed) break
        const pause = next.readyAt - performance.now()
        if (pause > 0) {
          timer = setTimeout(deliver, pause)
          break
        }
        waiting.shift()
        underWay -= next.piece.length
        to.write(next.piece)
      }
      if (this.#stalled && direction === 'down') return
      if (to.writableNeedDrain) to.once('drain', () => from.resume())
      else if (underWay < maxUnderWay) from.resume()
    }
    from.on('data', (piece) => {
      if (this.#deaf) return
      if (this.#proxy.tap && !this.#proxy.tap(piece, direction, this)) {
        this.cut()
        return
      }
      const { delayMs, bytesPerSecond } = this.#proxy.conditions
      const takesMs = delayMs() + (bytesPerSecond === null ? 0 : (piece.length * 1000) / bytesPerSecond)
      waiting.push({ piece, readyAt: Math.max(waiting.at(-1)?.readyAt ?? 0, performance.now() + takesMs) })
      underWay += piece.length
      if (!timer) deliver()
      if (underWay >= maxUnderWay || to.writableNeedDrain) from.pause()
    })
  }
}
