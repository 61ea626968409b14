import type { Prng } from '@tandem/crdt/testing'
import type { Bus, BusListener } from '@tandem/server/engine'
import type { Process } from '../engine/process.ts'
import { between } from '../engine/streams.ts'
import type { Situations } from '../situations.ts'

/** What goes wrong with a message, as chances. */
export type BusFaults = { lose: number; repeat: number; delay: number }

/** What the buses of all nodes meet in. */
export class SimHub {
  readonly faults: BusFaults = { lose: 0, repeat: 0, delay: 0 }
  readonly #random: { readonly schedule: Prng; readonly faults: Prng }
  readonly #situations: Situations
  readonly #buses = new Set<SimBus>()
  /** Nodes that hear nothing of the others and say nothing to them. */
  readonly #parted = new Set<Process>()
  #down = false

  constructor(random: { readonly schedule: Prng; readonly faults: Prng }, situations: Situations) {
    this.#random = random
    this.#situations = situations
  }

  get down(): boolean {
    return this.#down
  }

  /** A node's bus; it is gone when the node ends. */
  connect(process: Process): Bus {
    const bus = new SimBus(this, process)
    this.#buses.add(bus)
    process.onEnd(() => this.#buses.delete(bus))
    return bus
  }

  /** A node is cut off: it may not know. */
  part(process: Process): void {
    this.#situations.reached('the bus was parted')
    this.#parted.add(process)
  }

  crash(): void {
    this.#down = true
  }

  /** It is there again, or everybody reaches it again: who listens is told so. */
  restart(): void {
    this.#down = false
    this.#parted.clear()
    for (const bus of this.#buses) bus.subscribed()
  }

  heal(): void {
    Object.assign(this.faults, { lose: 0, repeat: 0, delay: 0 })
    if (this.#down || this.#parted.size > 0) this.restart()
  }

  /** Carries a message to everybody who listens, also to who said it. */
  carry(from: Process, channel: string, message: Uint8Array): void {
    if (this.#down || this.#parted.has(from)) return
    for (const bus of this.#buses) {
      if (this.#parted.has(bus.process)) continue
      if (this.#random.faults.chance(this.faults.lose)) {
        this.#situations.reached('the bus lost a message')
        continue
      }
      const copies = this.#random.faults.chance(this.faults.repeat) ? 2 : 1
      for (let copy = 0; copy < copies; copy++) {
        const isLate = this.#random.faults.chance(this.faults.delay)
        const ms = isLate ? between(this.#random.faults, 5, 800) : between(this.#random.schedule, 0.2, 2)
        bus.process.after(ms, 'hears a node', () => bus.hear(channel, message))
      }
    }
  }
}

class SimBus implements Bus {
  readonly process: Process
  readonly #hub: SimHub
  readonly #listeners = new Map<string, Set<BusListener>>()

  constructor(hub: SimHub, process: Process) {
    this.#hub = hub
    this.process = process
  }

  get connected(): boolean {
    return !this.#hub.down
  }

  publish(channel: string, message: Uint8Array): void {
    this.#hub.carry(this.process, channel, message)
  }

  listen(channel: string, listener: BusListener): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners)
    listeners.add(listener)
    this.process.after(1, 'listens', () => {
      if (this.connected && listeners.has(listener)) listener.active()
    })
    return () => {
      listeners.delete(listener)
    }
  }

  /** Everybody who listens is told that messages come from now on. */
  subscribed(): void {
    this.process.after(1, 'listens again', () => {
      for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.active()
    })
  }

  hear(channel: string, message: Uint8Array): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener.message(message)
  }

  async close(): Promise<void> {
    this.#listeners.clear()
  }
}
