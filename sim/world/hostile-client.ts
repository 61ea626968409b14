import { type Change, encodeChange } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { type Downstream, decodeDownstream, encodeUpstream, protocolVersion } from '@tandem/protocol'
import { splitMessage } from '@tandem/protocol/socket-parser'
import { Process } from '../engine/process.ts'
import type { Person } from './person.ts'
import type { SimConnection } from './sim-connection.ts'
import { ticketFor } from './tickets.ts'
import type { World } from './world.ts'

/** What it knows of where a replica stands: as much as anybody can learn who reads along. */
type Standing = { readonly replica: number; readonly rseq: number; readonly counter: number; readonly lamport: number }

/** How long it stays at most: until it is cut, mostly. */
const stayMs = 1_500
/** Nobody has this replica. */
const unissued = 1_000_000

/**
 * Somebody with a valid login and a program of their own: comes in as anybody may, and then writes what no page would. It
 * knows how far every replica is, so that only one thing is wrong with what it writes.
 */
export class HostileClient {
  readonly #world: World
  readonly #person: Person
  readonly #documentId: string
  readonly #random: Prng
  readonly #process: Process
  #connection: SimConnection | null = null

  constructor(world: World, person: Person, documentId: string, random: Prng) {
    this.#world = world
    this.#person = person
    this.#documentId = documentId
    this.#random = random
    this.#process = new Process(world.scheduler, `hostile ${person.name}`)
  }

  /** Comes in through any node, writes, and goes. */
  come(): void {
    const { name, userId, signInId } = this.#person
    if (signInId === null) return
    const node = this.#random.pick(this.#world.nodes)
    const visitor = { name: `hostile ${name}`, userId, signInId, documentId: this.#documentId }
    this.#connection = this.#world.network.connect(this.#process, visitor, node, {
      opened: () => this.#say(this.#hello(userId, name, signInId)),
      frame: (message) => {
        for (const frame of splitMessage(message)) this.#hear(decodeDownstream(frame))
      },
      closed: () => this.#process.kill(),
    })
    this.#process.after(stayMs, 'has seen enough', () => {
      this.#connection?.close()
      this.#process.kill()
    })
  }

  #hello(userId: string, name: string, signInId: string): Uint8Array {
    return encodeUpstream({
      kind: 'hello',
      protocolVersion,
      ticket: ticketFor(userId, name, signInId),
      document: this.#documentId,
      lastSeq: null,
      replicaTickets: [],
      newReplicas: 1,
      codings: [],
    })
  }

  #hear(message: Downstream): void {
    const { situations } = this.#world
    switch (message.kind) {
      case 'welcome': {
        const own = message.replicas[0]?.replica
        if (own !== undefined) this.#write(own)
        break
      }
      case 'error':
        if (message.code === 'forbidden') situations.reached('a viewer tried to write')
        else if (message.rseq > 0) situations.reached('a forged change was refused')
        break
      default:
        break
    }
  }

  /** A right change first, and then some that are wrong in one way each. */
  #write(own: number): void {
    const mine = this.#standingOf(own)
    const text = 'hostile'
    const first = change(mine, text)
    this.#push(first)
    const after: Standing = {
      replica: own,
      rseq: first.rseq,
      counter: first.counter + text.length,
      lamport: first.lamport + text.length - 1,
    }
    const wrong = [
      // Of a name that has another content already.
      () => change(mine, 'another'),
      () => ({ ...change(after, 'gap'), rseq: after.rseq + 2 }),
      () => change({ ...after, counter: after.counter + 1 }, 'names'),
      () => behind(after, this.#unknown(own)),
      () => change(this.#standingOf(this.#other(own)), 'not mine'),
    ]
    for (let count = 1 + this.#random.int(3); count > 0; count--) this.#push(this.#random.pick(wrong)())
  }

  #push(forged: Change): void {
    this.#say(encodeUpstream({ kind: 'push', changes: [encodeChange(forged)] }))
  }

  #say(frame: Uint8Array): void {
    this.#connection?.send(frame)
  }

  /** Somebody else's replica; one that was never issued, while there is none. */
  #other(own: number): number {
    const others = [...(this.#document?.replicas.keys() ?? [])].filter((replica) => replica !== own)
    return others.length > 0 ? this.#random.pick(others) : unissued
  }

  /** A character that nobody has typed yet. */
  #unknown(own: number) {
    const replica = this.#other(own)
    return { replica, counter: this.#standingOf(replica).counter + 40 }
  }

  #standingOf(replica: number): Standing {
    const known = this.#document?.replicas.get(replica)
    return {
      replica,
      rseq: known?.seqs.length ?? 0,
      counter: known?.nextCounter ?? 0,
      lamport: this.#document?.lamport ?? 0,
    }
  }

  get #document() {
    return this.#world.database.model.document(this.#documentId)
  }
}

/** The change that would come next there. */
function change({ replica, rseq, counter, lamport }: Standing, text: string): Change {
  const operations = [{ kind: 'insert', left: null, right: null, text }] as const
  // Every character took a tick, so no counter is above the time.
  return { replica, rseq: rseq + 1, counter, lamport: Math.max(lamport, counter) + 1, operations }
}

function behind(standing: Standing, left: { readonly replica: number; readonly counter: number }): Change {
  return { ...change(standing, 'behind'), operations: [{ kind: 'insert', left, right: null, text: 'behind' }] }
}
