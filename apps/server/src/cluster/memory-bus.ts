import type { Bus, BusListener } from './bus.ts'

/** What the buses of several nodes meet in, in one process: for tests of what stands on a bus. */
export class MemoryHub {
  readonly #buses = new Set<MemoryBus>()

  /** A node's bus. */
  connect(): MemoryBus {
    const bus: MemoryBus = new MemoryBus((channel, message) => this.deliver(channel, message))
    this.#buses.add(bus)
    return bus
  }

  /** Says something to everybody, also what no node says. */
  deliver(channel: string, message: Uint8Array): void {
    for (const bus of this.#buses) bus.hear(channel, message)
  }
}

/** A bus of a `MemoryHub`. */
export class MemoryBus implements Bus {
  readonly #send: (channel: string, message: Uint8Array) => void
  readonly #listeners = new Map<string, Set<BusListener>>()
  #connected = true
  #closed = false

  constructor(send: (channel: string, message: Uint8Array) => void) {
    this.#send = send
  }

  get connected(): boolean {
    return this.#connected && !this.#closed
  }

  /** Takes the connection away, or gives it back. */
  set connected(connected: boolean) {
    if (connected === this.#connected) return
    this.#connected = connected
    if (this.connected) for (const listeners of this.#listeners.values()) for (const one of listeners) one.active()
  }

  publish(channel: string, message: Uint8Array): void {
    if (this.connected) this.#send(channel, message)
  }

  listen(channel: string, listener: BusListener): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners)
    listeners.add(listener)
    queueMicrotask(() => {
      if (this.connected && listeners.has(listener)) listener.active()
    })
    return () => {
      listeners.delete(listener)
    }
  }

  /** Messages come in the next turn, as from a real bus. */
  hear(channel: string, message: Uint8Array): void {
    queueMicrotask(() => {
      if (!this.connected) return
      for (const listener of this.#listeners.get(channel) ?? []) listener.message(message)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#listeners.clear()
  }
}
