import type { ConnectionEvents } from '@tandem/client'
import type { Prng } from '@tandem/crdt/testing'
import type { Process } from '../engine/process.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { between } from '../engine/streams.ts'
import { type Roads, SimConnection } from './sim-connection.ts'
import type { SimNode } from './sim-node.ts'
import type { Visitor } from './visitor.ts'
import type { Witness } from './witness.ts'

/** What goes wrong with a frame, as chances. */
export type NetworkFaults = { late: number }

/** All connections, and how long things take on them. */
export class SimNetwork implements Roads {
  readonly faults: NetworkFaults = { late: 0 }
  readonly #scheduler: Scheduler
  readonly #random: { readonly schedule: Prng; readonly faults: Prng }
  readonly #observer: Witness
  readonly #connections = new Set<SimConnection>()

  constructor(scheduler: Scheduler, random: { readonly schedule: Prng; readonly faults: Prng }, observer: Witness) {
    this.#scheduler = scheduler
    this.#random = random
    this.#observer = observer
  }

  get now(): number {
    return this.#scheduler.now
  }

  /** Those that are open, in the order in which they were made. */
  get connections(): readonly SimConnection[] {
    return [...this.#connections]
  }

  /** A page connects to a node. */
  connect(page: Process, visitor: Visitor, node: SimNode, events: ConnectionEvents): SimConnection {
    const connection = new SimConnection(this, this.#observer, page, visitor, node, events)
    this.#connections.add(connection)
    return connection
  }

  /** A connection is over. */
  over(connection: SimConnection): void {
    this.#connections.delete(connection)
  }

  /** How long something takes now. */
  delay(): number {
    const isLate = this.#random.faults.chance(this.faults.late)
    return isLate ? between(this.#random.faults, 20, 3_000) : between(this.#random.schedule, 0.5, 8)
  }

  /** When a frame that is sent now comes, behind the one before it. */
  arrival(last: number): number {
    return Math.max(last + 0.001, this.now + this.delay())
  }

  /** Nothing is in the way any more: what is half open is found to be. */
  heal(): void {
    this.faults.late = 0
    for (const connection of this.#connections) {
      if (connection.deaf) connection.cut()
      else connection.takeAll()
    }
  }
}
