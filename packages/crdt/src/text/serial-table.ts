import { assert } from '../assert.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { Serial } from './run-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

/** Room that a block gets at least when another is put behind it. */
const minRoom = 64
/** And at most: what is not used is wasted. */
const maxRoom = 2 ** 16

/**
 * The code units' own numbers in one open document. Inside, a code unit is a **serial**, a 31-bit integer: it fits a
 * typed array, and neighbours in a run differ by one. Serials mean nothing outside and are not the same elsewhere.
 *
 * The code units of a replica take serials in **blocks** of consecutive counters. The last block can grow for ever, so a
 * lone author has one. When another replica comes, the last block keeps some room and the new one begins behind it; a
 * replica whose room is used up gets a further block, with room for as much again. So however many write at once, their
 * runs hold together, and a table of a few blocks converts both ways.
 *
 * A replica's place in the order of arrival is its **rank**.
 */
export class SerialTable {
  readonly #ranks = new Map<ReplicaId, number>()
  readonly #replicas: ReplicaId[] = []
  /** By rank: the serial that its next code unit would get, the end of its last block's room, its next counter. */
  readonly #nextSerial: number[] = []
  readonly #room: number[] = []
  readonly #nextCounter: number[] = []
  /** By rank: its blocks, ascending. */
  readonly #blocksOf: number[][] = []
  /** By block, ascending: first serial, its counter, rank. */
  readonly #serial: number[] = []
  readonly #counter: number[] = []
  readonly #rank: number[] = []
  /** The replica asked for last: questions come in bursts. */
  #lastReplica: ReplicaId = 0
  #lastRank: number = none

  /** A table in which each replica has its code units in one block, one after the other. */
  static of(counts: Iterable<readonly [ReplicaId, number]>): SerialTable {
    const table = new SerialTable()
    let serial = 0
    for (const [replica, count] of counts) {
      if (count === 0) continue
      const rank = table.#addReplica(replica)
      table.#addBlock(rank, serial)
      serial += count
      table.#nextSerial[rank] = serial
      table.#nextCounter[rank] = count
      table.#room[rank] = serial
    }
    return table
  }

  /** The replicas that inserted something, by rank. */
  get replicas(): readonly ReplicaId[] {
    return this.#replicas
  }

  /** How many code units of a replica there are, which is its next counter. */
  count(replica: ReplicaId): number {
    const rank = this.#rankOf(replica)
    return rank === none ? 0 : (this.#nextCounter[rank] ?? 0)
  }

  /** Gives the next code units of a replica serials, consecutive ones, and returns the first. */
  take(replica: ReplicaId, count: number): Serial {
    let rank = this.#rankOf(replica)
    if (rank === none) rank = this.#addReplica(replica)
    let first = this.#nextSerial[rank] ?? none
    if (first === none || (first + count > (this.#room[rank] ?? 0) && !this.#isLast(rank))) {
      first = this.#reserve()
      this.#addBlock(rank, first)
    }
    this.#nextSerial[rank] = first + count
    this.#nextCounter[rank] = (this.#nextCounter[rank] ?? 0) + count
    return first
  }

  /** The serial of a code unit, which must exist. */
  serialOf(replica: ReplicaId, counter: number): Serial {
    const rank = this.#rankOf(replica)
    const blocks = this.#blocksOf[rank] ?? []
    // Mostly, the newest code units are asked for.
    let high = blocks.length - 1
    let low = (this.#counter[blocks[high] ?? none] ?? 0) <= counter ? high : 0
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#counter[blocks[middle] ?? none] ?? 0) <= counter) low = middle
      else high = middle - 1
    }
    const block = blocks[low] ?? none
    assert(counter < (this.#nextCounter[rank] ?? 0), 'the Id exists')
    return (this.#serial[block] ?? 0) + counter - (this.#counter[block] ?? 0)
  }

  /** The serial of the replica's newest code unit, `none` when it has none. */
  newest(replica: ReplicaId): Serial {
    const rank = this.#rankOf(replica)
    return rank === none ? none : (this.#nextSerial[rank] ?? 0) - 1
  }

  /** Whether a serial is the first of a block: then it does not go on from the one before it. */
  beginsBlock(serial: Serial): boolean {
    return this.#serial[this.#blockAt(serial)] === serial
  }

  /** The replica of a code unit. */
  replicaOf(serial: Serial): ReplicaId {
    return this.#replicas[this.#rank[this.#blockAt(serial)] ?? none] ?? 0
  }

  /** The counter of a code unit. */
  counterOf(serial: Serial): number {
    const block = this.#blockAt(serial)
    return serial - (this.#serial[block] ?? 0) + (this.#counter[block] ?? 0)
  }

  /** The name of a code unit; `null` for `none`. */
  idOf(serial: Serial): Id | null {
    if (serial === none) return null
    const block = this.#blockAt(serial)
    const replica = this.#replicas[this.#rank[block] ?? none] ?? 0
    return { replica, counter: serial - (this.#serial[block] ?? 0) + (this.#counter[block] ?? 0) }
  }

  #rankOf(replica: ReplicaId): number {
    if (replica === this.#lastReplica) return this.#lastRank
    const rank = this.#ranks.get(replica)
    if (rank === undefined) return none
    this.#lastReplica = replica
    this.#lastRank = rank
    return rank
  }

  #addReplica(replica: ReplicaId): number {
    const rank = this.#replicas.length
    this.#ranks.set(replica, rank)
    this.#replicas.push(replica)
    this.#nextSerial.push(none)
    this.#nextCounter.push(0)
    this.#room.push(0)
    this.#blocksOf.push([])
    return rank
  }

  #addBlock(rank: number, serial: Serial): void {
    this.#blocksOf[rank]?.push(this.#serial.length)
    this.#serial.push(serial)
    this.#counter.push(this.#nextCounter[rank] ?? 0)
    this.#rank.push(rank)
  }

  #isLast(rank: number): boolean {
    return this.#rank[this.#rank.length - 1] === rank
  }

  /** Ends the last block, with some room, and returns where the next one begins. */
  #reserve(): Serial {
    const last = this.#rank.length - 1
    const rank = this.#rank[last]
    if (rank === undefined) return 0
    const next = this.#nextSerial[rank] ?? 0
    // As much again as the replica has in all its blocks: when two take turns, their newest ones have hardly begun.
    const room = next + Math.min(maxRoom, Math.max(minRoom, this.#nextCounter[rank] ?? 0))
    this.#room[rank] = room
    return room
  }

  #blockAt(serial: Serial): number {
    let low = 0
    let high = this.#serial.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#serial[middle] ?? 0) <= serial) low = middle
      else high = middle - 1
    }
    return low
  }
}
