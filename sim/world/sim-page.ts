import { type Connection, createSession, type Session, SessionError, type SessionOptions } from '@tandem/client'
import { DecodeError } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { decodeUpstream, encodeUpstream, protocolVersion } from '@tandem/protocol'
import { Process } from '../engine/process.ts'
import { MachineClock } from '../engine/process-clock.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { fraction } from '../engine/streams.ts'
import { SimulatedFailure } from '../simulated-failure.ts'
import type { Person } from './person.ts'
import type { SimConnection } from './sim-connection.ts'
import type { SimDevice } from './sim-device.ts'
import type { SimNetwork } from './sim-network.ts'
import type { SimNode } from './sim-node.ts'
import { ticketFor } from './tickets.ts'

/** What pages stand on. */
export type PageWorld = {
  readonly scheduler: Scheduler
  readonly network: SimNetwork
  readonly nodes: readonly SimNode[]
  /** Which build of the product a page is that is loaded now. */
  readonly newestBuild: () => number
  /** Which node a connection comes to, and the spread of attempts. */
  readonly choices: Prng
}

/** One tab of a person: pages come and go in it, and go on from what its device kept. */
export class SimPage {
  readonly name: string
  readonly person: Person
  readonly documentId: string
  readonly device: SimDevice
  readonly clock: MachineClock
  /** Without a network nothing is reached, and everybody knows so. */
  online = true
  readonly #world: PageWorld
  #process: Process
  #session: Session | null = null
  #connection: SimConnection | null = null
  #connections = 0
  #lives = 0
  #isLeaving = false

  constructor(name: string, person: Person, documentId: string, device: SimDevice, world: PageWorld) {
    this.name = name
    this.person = person
    this.documentId = documentId
    this.device = device
    this.#world = world
    this.clock = new MachineClock(world.scheduler)
    this.#process = new Process(world.scheduler, name)
    this.#process.kill()
  }

  get process(): Process {
    return this.#process
  }

  /** Null while the tab is closed. */
  get session(): Session | null {
    return this.#process.alive ? this.#session : null
  }

  /** The newest connection; null before the first. */
  get connection(): SimConnection | null {
    return this.#connection
  }

  /** How many connections it has begun since it was opened. */
  get connections(): number {
    return this.#connections
  }

  /** Opens the document in it, if it is closed. */
  open(): void {
    if (this.#isLeaving) this.#process.kill()
    if (this.#process.alive) return
    this.#isLeaving = false
    const { scheduler, network, nodes, choices } = this.#world
    const process = new Process(scheduler, `${this.name}.${++this.#lives}`)
    this.#process = process
    this.#connections = 0
    const build = this.#world.newestBuild()
    this.#session = createSession({
      url: '',
      documentId: this.documentId,
      ticket: async () => {
        if (!this.online) throw new SimulatedFailure('there is no network')
        const { signInId, disabled } = this.person
        if (disabled) throw new SessionError('account_disabled', 'This account is disabled.')
        if (signInId === null) throw new SessionError('auth_required', 'Sign in to go on.')
        return ticketFor(this.person.userId, this.person.name, signInId)
      },
      store: this.device.open(process),
      clock: this.clock.of(process),
      transport: {
        open: (events) => {
          this.#connections++
          const { userId, name, signInId } = this.person
          const visitor = {
            name: this.name,
            userId,
            signInId: signInId ?? `none of ${name}`,
            documentId: this.documentId,
          }
          const node = choices.pick(nodes)
          const connection = network.connect(process, visitor, node, events)
          this.#connection = connection
          return node.build === build ? connection : ofAnotherVersion(connection)
        },
      },
      unpacker: nothingPacked,
      random: () => fraction(choices),
    })
  }

  /** The tab is closed: it is gone once its device has everything, or as soon as it is opened again. */
  leave(): void {
    const process = this.#process
    this.#isLeaving = process.alive
    void this.session?.close().then(() => process.kill())
  }

  /** The device has no network any more, until it has one again. */
  goOffline(): void {
    this.online = false
    this.#connection?.cut()
    this.session?.networkLost()
  }

  goOnline(): void {
    this.online = true
    this.session?.retryNow()
  }

  /** The tab is gone from one moment to the next. */
  kill(): void {
    this.#process.kill()
  }
}

/** A connection with a node of another build: it is not greeted in its version of the protocol. */
function ofAnotherVersion(connection: Connection): Connection {
  return {
    send(frame) {
      const message = decodeUpstream(frame)
      const said = message.kind === 'hello' ? { ...message, protocolVersion: protocolVersion + 1 } : message
      connection.send(encodeUpstream(said))
    },
    close: () => connection.close(),
  }
}

const nothingPacked: NonNullable<SessionOptions['unpacker']> = {
  codings: [],
  unpack: async () => {
    throw new DecodeError('invalid', 'a packed snapshot, which nobody asked for')
  },
}
