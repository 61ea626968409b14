import type { Connection, ConnectionEvents } from '@tandem/client'
import { splitMessage } from '@tandem/protocol/socket-parser'
import type { Unsent, Visit, Wire } from '@tandem/server/engine'
import type { Process } from '../engine/process.ts'
import type { SimNode } from './sim-node.ts'
import type { Visitor } from './visitor.ts'
import type { Witness } from './witness.ts'

/** The smallest time between two frames of one connection: they never overtake each other. */
const tick = 0.001

/** What a connection is carried by. */
export interface Roads {
  readonly now: number
  /** How long something takes now. */
  delay(): number
  /** When a frame that is sent now comes, behind the one before it. */
  arrival(last: number): number
  /** A connection is over. */
  over(connection: SimConnection): void
}

/**
 * One connection of a page with a node: frames take their time in both directions and stay in order. Cut, each end hears of
 * it at a time of its own; half open, nothing comes through and nobody hears of it yet.
 */
export class SimConnection implements Connection, Wire {
  readonly visitor: Visitor
  readonly node: SimNode
  readonly #network: Roads
  readonly #observer: Witness
  readonly #page: Process
  readonly #server: Process
  readonly #events: ConnectionEvents
  #visit: Visit | null = null
  #lastUp = 0
  #lastDown = 0
  #isPageEnd = false
  #isServerEnd = false
  #isDeaf = false
  /** Messages that the page does not take at the moment; null while it takes all. */
  #backlog: Uint8Array[] | null = null
  #taken = 0
  readonly #drained = new Set<() => void>()

  constructor(
    network: Roads,
    observer: Witness,
    page: Process,
    visitor: Visitor,
    node: SimNode,
    events: ConnectionEvents,
  ) {
    this.#network = network
    this.#observer = observer
    this.#page = page
    this.visitor = visitor
    this.node = node
    this.#server = node.process
    this.#events = events
    // Behind what it said before.
    page.onEnd(() => this.#serverHears('the page is gone', Math.max(this.#lastUp - network.now, 0) + network.delay()))
    node.process.onEnd(() => this.#pageHears('the node is gone'))
    this.#server.after(network.delay(), 'is connected to', () => this.#accept())
    if (!node.process.alive) this.#pageHears('nobody is there')
  }

  get open(): boolean {
    return !this.#isPageEnd && !this.#isServerEnd
  }

  get deaf(): boolean {
    return this.#isDeaf
  }

  // ---- the page's end

  send(frame: Uint8Array): void {
    if (this.#isPageEnd || this.#isDeaf) return
    this.#lastUp = this.#network.arrival(this.#lastUp)
    this.#server.after(this.#lastUp - this.#network.now, `takes a frame of ${this.visitor.name}`, () => {
      if (!this.#isServerEnd) this.#visit?.receive(frame)
    })
  }

  close(): void {
    if (this.#isPageEnd) return
    this.#isPageEnd = true
    this.#events.closed('closed here')
    this.#serverHears('closed there')
  }

  // ---- the server's end

  write(message: Uint8Array): void {
    this.#observer.sent(this, message)
    if (this.#isServerEnd) return
    if (this.#backlog) this.#backlog.push(message)
    else this.#carry(message)
  }

  get unsent(): Unsent {
    const backlog = this.#backlog ?? []
    const bytes = backlog.reduce((sum, { length }) => sum + length, 0)
    return { bytes, messages: backlog.length, mark: this.#taken }
  }

  onceDrained(callback: () => void): () => void {
    this.#drained.add(callback)
    return () => void this.#drained.delete(callback)
  }

  end(how: 'after-all' | 'at-once'): void {
    if (this.#isServerEnd) return
    if (how === 'after-all') this.takeAll()
    this.#serverHears('ended here')
    this.#pageHears('ended there', Math.max(this.#lastDown - this.#network.now, 0) + tick)
  }

  // ---- what happens to it

  /** It is cut: what was on its way is lost. */
  cut(): void {
    this.#isDeaf = true
    this.#pageHears('cut')
    this.#serverHears('cut')
  }

  /** What the page says from now on comes so much later. */
  holdUp(ms: number): void {
    this.#lastUp = Math.max(this.#lastUp, this.#network.now + ms)
  }

  /** From now on nothing comes through, in neither direction, and nobody is told. */
  deafen(): void {
    this.#isDeaf = true
  }

  /** The page takes nothing any more, until it does. */
  hold(): void {
    this.#backlog ??= []
  }

  /** The page takes what it was sent. */
  takeAll(): void {
    const backlog = this.#backlog
    if (!backlog) return
    this.#backlog = null
    this.#taken++
    for (const message of backlog) this.#carry(message)
    for (const callback of [...this.#drained]) {
      this.#drained.delete(callback)
      callback()
    }
  }

  #accept(): void {
    if (this.#isPageEnd || this.#isServerEnd) return
    this.#visit = this.node.enter(this)
    this.#lastDown = this.#network.arrival(this.#lastDown)
    this.#page.after(this.#lastDown - this.#network.now, 'is connected', () => {
      if (!this.#isPageEnd) this.#events.opened()
    })
  }

  #carry(message: Uint8Array): void {
    if (this.#isDeaf) return
    this.#lastDown = this.#network.arrival(this.#lastDown)
    this.#page.after(this.#lastDown - this.#network.now, 'takes a message', () => {
      if (this.#isDeaf) return
      for (const frame of splitMessage(message)) {
        if (!this.#isPageEnd) this.#events.frame(frame)
      }
    })
  }

  #pageHears(reason: string, ms = this.#network.delay()): void {
    this.#page.after(ms, `hears: ${reason}`, () => {
      if (this.#isPageEnd) return
      this.#isPageEnd = true
      this.#events.closed(reason)
    })
  }

  #serverHears(reason: string, ms = this.#network.delay()): void {
    this.#server.after(ms, `hears: ${reason}`, () => {
      if (this.#isServerEnd) return
      this.#isServerEnd = true
      this.#network.over(this)
      this.#visit?.gone()
    })
  }
}
