import type { Prng } from '@tandem/crdt/testing'
import type { DocumentAccess } from '@tandem/documents'
import {
  type CollabNode,
  digestAfter,
  makeSnapshot,
  type PackedState,
  startNode,
  type Visit,
  type Wire,
} from '@tandem/server/engine'
import { simAccess } from '../database/sim-access.ts'
import type { SimDatabase } from '../database/sim-database.ts'
import { simLog } from '../database/sim-log.ts'
import { Process } from '../engine/process.ts'
import { MachineClock } from '../engine/process-clock.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { fraction } from '../engine/streams.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import { nodeLimits } from './node-limits.ts'
import { serverLog, serverMetrics } from './server-log.ts'
import type { SimHub } from './sim-bus.ts'
import { simTickets } from './tickets.ts'
import type { Witness } from './witness.ts'

/** What nodes stand on. */
export type NodeWorld = {
  readonly scheduler: Scheduler
  readonly database: SimDatabase
  readonly hub: SimHub
  readonly observer: Witness
  readonly random: Prng
  /** Whether it is the only node: it hears of nobody else then, and asks for nobody. */
  readonly isAlone: boolean
}

/** One server: the machine stays, processes on it come and go. */
export class SimNode {
  readonly name: string
  readonly clock: MachineClock
  /** Which build of the product it runs: each speaks a protocol of its own. */
  build = 0
  readonly #world: NodeWorld
  #process: Process
  #node: CollabNode
  #lives = 0
  #isLeaving = false

  constructor(name: string, world: NodeWorld) {
    this.name = name
    this.#world = world
    this.clock = new MachineClock(world.scheduler)
    this.#process = this.#newProcess()
    this.#node = this.#start()
  }

  get process(): Process {
    return this.#process
  }

  /** Somebody's connection comes up. */
  enter(wire: Wire): Visit {
    return this.#node.door.enter(wire)
  }

  crash(): void {
    this.#process.kill()
  }

  /** It ends as a supervisor has it end: everybody is sent away first. */
  leave(): void {
    if (!this.#process.alive || this.#isLeaving) return
    this.#isLeaving = true
    const { door } = this.#node
    void this.#node.sendAway().then(() => door.close())
  }

  /** What it holds of a document turns out to be wrong: it has to be thrown away, and opened again. Whether it held any. */
  failRoom(documentId: string): boolean {
    if (!this.#process.alive || this.#process.paused || this.#node.registry.open(documentId).length === 0) return false
    this.#node.registry.accessChanged({ documents: new Map([[documentId, unreadable]]), ended: new Map() })
    return true
  }

  /** Starts it again, if it does not run or is about to leave. */
  restart(): void {
    if (this.#isLeaving) this.#process.kill()
    if (this.#process.alive) return
    this.#isLeaving = false
    this.#process = this.#newProcess()
    this.#node = this.#start()
  }

  #newProcess(): Process {
    return new Process(this.#world.scheduler, `${this.name}.${++this.#lives}`)
  }

  #start(): CollabNode {
    const { database, hub, observer, random, isAlone } = this.#world
    const process = this.#process
    return startNode({
      clock: this.clock.of(process),
      leaseClocks: [() => this.clock.steady(), () => this.clock.wall()],
      endOfTurn: (callback) => process.endOfTurn(callback),
      random: () => fraction(random),
      delay: { sample: () => 0, close() {} },
      log: simLog(database, process, observer),
      headsBeyond: (known) =>
        database.call(process, 'headsBeyond', 'reads', () => database.model.log.headsBeyond(known)),
      access: simAccess(database, process),
      others: isAlone
        ? null
        : {
            node: process.name,
            bus: hub.connect(process),
            secret: 'a secret that all nodes of the simulation know',
          },
      tickets: simTickets,
      snapshotMaker: {
        run: async (job) => makeSnapshot(job, unpacked),
        close: async () => {},
      },
      digestMaker: { digest: async (job) => digestAfter(job) },
      limits: nodeLimits,
      logger: serverLog((line) => observer.logged(process.name, line)),
      metrics: serverMetrics,
    })
  }
}

/** Whoever looks into it fails. */
const unreadable: DocumentAccess = {
  get revision() {
    return breaks()
  },
  get title() {
    return breaks()
  },
  get trashed() {
    return breaks()
  },
  get roles() {
    return breaks()
  },
}

function breaks(): never {
  throw new SimulatedFailure('a room is broken')
}

/** Packing takes more time than everything else together, and is tried elsewhere. */
function unpacked(state: Uint8Array): PackedState {
  return { coding: 'identity', size: state.length, state }
}
