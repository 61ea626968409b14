import { assert } from '../assert.ts'
import type { Id, ReplicaId } from '../id.ts'
import { lastAtMost } from './last-at-most.ts'
import { ends } from './none.ts'
import type { Serial } from './run-table.ts'

const { none } = ends

/** Room that a block gets at least when another is put behind it. */
const minRoom = 64
/** And at most: what is not used is wasted. */
const maxRoom = 2 ** 16

/** From `counter` on, to the next run, the Lamport time of a code unit is its counter plus `ahead`. */
export type LamportRun = { readonly counter: number; readonly ahead: number }

/** A replica that inserted something. */
type Author = {
  readonly replica: ReplicaId
  /** Its blocks: their first counters and serials, ascending. */
  readonly counters: number[]
  readonly serials: Serial[]
  /** The counter and the serial that its next code unit would get, and the end of its last block's room. */
  count: number
  next: Serial
  room: Serial
  /** Its runs of time: first counters, and how far ahead of them the time is; both ascend. */
  readonly times: number[]
  readonly aheads: number[]
}

/**
 * The code units' own numbers in one open document, and when they were inserted. Inside, a code unit is a **serial**, a
 * 31-bit integer: it fits a typed array, and neighbours in a run differ by one. Serials mean nothing outside and are not
 * the same elsewhere.
 *
 * The code units of a replica take serials in **blocks** of consecutive counters. The last block can grow for ever, so a
 * lone author has one. When another replica comes, the last block keeps some room and the new one begins behind it; a
 * replica whose room is used up gets a further block, with room for as much again. So however many write at once, their
 * runs hold together, and a table of a few blocks converts both ways.
 *
 * The Lamport times lie beside that. A replica that types on takes one counter and one tick at a time, so a run of time
 * ends only where the replica heard of a later time or set a property; and none ever stops two runs of text from merging.
 */
export class SerialTable {
  readonly #authors = new Map<ReplicaId, Author>()
  /** By block: its first serial, ascending, the counter of that, and whose it is. */
  readonly #firsts: Serial[] = []
  readonly #counters: number[] = []
  readonly #owners: Author[] = []
  /** The one asked for last: questions come in bursts. */
  #last: Author | undefined

  /** Tells of a replica that inserted so much, when it did: in one block, directly behind all others. */
  addAuthor(replica: ReplicaId, count: number, runs: readonly LamportRun[]): void {
    if (count === 0) return
    const author = this.#add(replica)
    this.#begin(author, this.#owners[this.#owners.length - 1]?.next ?? 0)
    author.count = count
    author.next += count
    author.room = author.next
    for (const { counter, ahead } of runs) {
      author.times.push(counter)
      author.aheads.push(ahead)
    }
  }

  /** How many code units of a replica there are, which is its next counter. */
  count(replica: ReplicaId): number {
    return this.#authorOf(replica)?.count ?? 0
  }

  /**
   * Gives the next code units of a replica serials, consecutive ones, and returns the first. `lamport` is the time of the
   * first; each next one has one tick more.
   */
  take(replica: ReplicaId, count: number, lamport: number): Serial {
    const author = this.#authorOf(replica) ?? this.#add(replica)
    const newest = this.#owners[this.#owners.length - 1]
    if (author !== newest && author.next + count > author.room) {
      // As much room as the other one has in all its blocks: when two take turns, their newest ones have hardly begun.
      if (newest !== undefined) newest.room = newest.next + Math.min(maxRoom, Math.max(minRoom, newest.count))
      this.#begin(author, newest?.room ?? 0)
    }
    const first = author.next
    const ahead = lamport - author.count
    if (author.aheads[author.aheads.length - 1] !== ahead) {
      author.times.push(author.count)
      author.aheads.push(ahead)
    }
    author.next += count
    author.count += count
    return first
  }

  /** The serial of a code unit, which must exist. */
  serialOf(replica: ReplicaId, counter: number): Serial {
    const author = this.#authorOf(replica)
    assert(author !== undefined && counter < author.count, 'an Id')
    const block = lastAtMost(author.counters, counter)
    return (author.serials[block] ?? 0) + counter - (author.counters[block] ?? 0)
  }

  /** The serial of the replica's newest code unit, `none` when it has none. */
  newest(replica: ReplicaId): Serial {
    return (this.#authorOf(replica)?.next ?? 0) - 1
  }

  /** Whether a serial is the first of a block: then it does not go on from the one before it. */
  beginsBlock(serial: Serial): boolean {
    return this.#firsts[lastAtMost(this.#firsts, serial)] === serial
  }

  /** The replica of a code unit. */
  replicaOf(serial: Serial): ReplicaId {
    return this.#owners[lastAtMost(this.#firsts, serial)]?.replica ?? 0
  }

  /** The counter of a code unit. */
  counterOf(serial: Serial): number {
    const block = lastAtMost(this.#firsts, serial)
    return serial - (this.#firsts[block] ?? 0) + (this.#counters[block] ?? 0)
  }

  /** The name of a code unit; `null` for `none`. */
  idOf(serial: Serial): Id | null {
    return serial === none ? null : { replica: this.replicaOf(serial), counter: this.counterOf(serial) }
  }

  /** The Lamport time of a code unit. */
  timeOf(serial: Serial): number {
    const author = this.#owners[lastAtMost(this.#firsts, serial)]
    const counter = this.counterOf(serial)
    return author === undefined ? 0 : counter + (author.aheads[lastAtMost(author.times, counter)] ?? 0)
  }

  /** The runs of time of a replica; `ahead` grows from one to the next. */
  timesOf(replica: ReplicaId): readonly LamportRun[] {
    const author = this.#authorOf(replica)
    return author?.times.map((counter, at) => ({ counter, ahead: author.aheads[at] ?? 0 })) ?? []
  }

  #authorOf(replica: ReplicaId): Author | undefined {
    if (this.#last?.replica !== replica) this.#last = this.#authors.get(replica)
    return this.#last
  }

  #add(replica: ReplicaId): Author {
    const author = { replica, counters: [], serials: [], count: 0, next: 0, room: none, times: [], aheads: [] }
    this.#authors.set(replica, author)
    return author
  }

  #begin(author: Author, serial: Serial): void {
    author.next = serial
    author.serials.push(serial)
    author.counters.push(author.count)
    this.#firsts.push(serial)
    this.#counters.push(author.count)
    this.#owners.push(author)
  }
}
