import { createClient } from '@redis/client'
import type { Logger } from '../observability/logger.ts'
import type { Bus, BusListener } from './bus.ts'
import {
  maxRedisPauseMs,
  maxUnsentMessages,
  minRedisPauseMs,
  redisCloseMs,
  redisConnectMs,
  redisPingMs,
  redisSilenceMs,
} from './cluster-limits.ts'

/**
 * The bus over Redis' PUBLISH and SUBSCRIBE: one connection that sends and one that listens. It connects, and connects
 * again, by itself for as long as it is open; nobody waits for it.
 */
export function redisBus(url: string, logger: Logger): Bus {
  return new RedisBus(url, logger)
}

type Client = ReturnType<typeof redisClient>
/** Who listens on a channel, and whether Redis has confirmed that it sends us what is said there. */
type Channel = { readonly listeners: Set<BusListener>; active: boolean }

class RedisBus implements Bus {
  readonly #sender: Client
  readonly #receiver: Client
  readonly #logger: Logger
  readonly #channels = new Map<string, Channel>()
  /** Counts the receiver's connections, so that a late answer of an earlier one is known as such. */
  #epoch = 0
  #closed = false

  constructor(url: string, logger: Logger) {
    this.#logger = logger
    this.#sender = redisClient(url)
    this.#receiver = redisClient(url)
    // It is subscribed again to what it was subscribed to before; the rest, and telling everybody, is up to us.
    this.#receiver.on('ready', () => this.#subscribe([...this.#channels.keys()]))
    this.#receiver.on('reconnecting', () => {
      this.#epoch++
      for (const channel of this.#channels.values()) channel.active = false
    })
    for (const client of [this.#sender, this.#receiver]) this.#connect(client)
  }

  get connected(): boolean {
    return !this.#closed && this.#sender.isReady && this.#receiver.isReady
  }

  publish(channel: string, message: Uint8Array): void {
    if (this.#closed || !this.#sender.isReady) return
    // What is lost with the connection, or while Redis takes nothing, is what nobody relies on.
    this.#sender.publish(channel, Buffer.from(message)).catch(() => {})
  }

  listen(name: string, listener: BusListener): () => void {
    const channel = this.#channels.get(name) ?? { listeners: new Set(), active: false }
    this.#channels.set(name, channel)
    channel.listeners.add(listener)
    if (!channel.active) this.#subscribe([name])
    else queueMicrotask(() => channel.listeners.has(listener) && listener.active())
    return () => {
      if (!channel.listeners.delete(listener) || channel.listeners.size > 0 || this.#closed) return
      this.#channels.delete(name)
      // Waits for the next connection when there is none: until then the client believes that it is subscribed.
      this.#receiver.unsubscribe(name, this.#hear, true).catch(() => {})
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#channels.clear()
    // A farewell may still be on its way.
    const sent = this.#sender.isReady ? this.#sender.close().catch(() => {}) : Promise.resolve()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, redisCloseMs)
    })
    await Promise.race([sent, late])
    clearTimeout(timer)
    for (const client of [this.#sender, this.#receiver]) if (client.isOpen) client.destroy()
  }

  readonly #hear = (message: Buffer, name: Buffer): void => {
    for (const listener of this.#channels.get(name.toString())?.listeners ?? []) listener.message(message)
  }

  #subscribe(names: readonly string[]): void {
    if (this.#closed || names.length === 0 || !this.#receiver.isReady) return
    const epoch = this.#epoch
    this.#receiver.subscribe([...names], this.#hear, true).then(
      () => {
        if (this.#closed || epoch !== this.#epoch) return
        for (const name of names) this.#activate(this.#channels.get(name))
      },
      (error: unknown) => {
        // With the connection gone it is done again on the next one; otherwise Redis does not let us.
        if (!this.#closed && epoch === this.#epoch) this.#logger.error({ err: error }, 'Redis refuses to subscribe us')
      },
    )
  }

  #activate(channel: Channel | undefined): void {
    if (!channel || channel.active) return
    channel.active = true
    for (const listener of channel.listeners) listener.active()
  }

  #connect(client: Client): void {
    let away = false
    client.on('error', (error: unknown) => {
      // Every attempt fails while Redis is away; once is enough to say so.
      if (!away && !this.#closed) this.#logger.warn({ err: error }, 'Redis is away: the log is read every half second')
      away = true
    })
    client.on('ready', () => {
      if (away) this.#logger.info('Redis is back')
      away = false
    })
    client.connect().catch((error: unknown) => {
      if (!this.#closed) this.#logger.error({ err: error }, 'connecting to Redis was given up')
    })
  }
}

function redisClient(url: string) {
  return createClient({
    url,
    commandsQueueMaxLength: maxUnsentMessages,
    pingInterval: redisPingMs,
    socket: {
      connectTimeout: redisConnectMs,
      socketTimeout: redisSilenceMs,
      // Never gives up: whether Redis is there is nobody's concern but the speed's.
      reconnectStrategy: (attempt) => {
        const ceiling = Math.min(maxRedisPauseMs, minRedisPauseMs * 2 ** Math.min(attempt, 10))
        return Math.round(ceiling * (0.5 + Math.random() / 2))
      },
    },
  })
}
