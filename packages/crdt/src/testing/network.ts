import { assert, present } from '../assert.ts'
import type { Prng } from './prng.ts'

/** What a network does to messages. */
export type NetworkFaults = {
  /** Probability that a delivered message stays in the network to be delivered again. */
  readonly duplicate: number
  /** Whether any message under way can come next, instead of the oldest of its link. */
  readonly reorder: boolean
}

/**
 * A network in memory between nodes 0 … `size - 1`: messages wait on links until `deliver` picks one at random, so each is
 * delayed for as long as chance wants. Links can be cut and mended; what is on a cut link waits. Nothing is ever lost.
 */
export class Network<Message> {
  readonly #prng: Prng
  readonly #size: number
  readonly #faults: NetworkFaults
  readonly #links: { readonly from: number; readonly to: number; readonly queue: Message[] }[] = []
  #sideOf: readonly number[]

  constructor(prng: Prng, size: number, faults: NetworkFaults) {
    this.#prng = prng
    this.#size = size
    this.#faults = faults
    this.#sideOf = Array.from({ length: size }, () => 0)
    for (let from = 0; from < size; from++) {
      for (let to = 0; to < size; to++) if (to !== from) this.#links.push({ from, to, queue: [] })
    }
  }

  /** Sends to every other node. */
  broadcast(from: number, message: Message): void {
    for (const link of this.#links) if (link.from === from) link.queue.push(message)
  }

  /** Cuts the nodes into two sides that don't hear each other. */
  partition(): void {
    this.#sideOf = Array.from({ length: this.#size }, () => this.#prng.int(2))
  }

  /** Mends all links. */
  heal(): void {
    this.#sideOf = this.#sideOf.map(() => 0)
  }

  /** Takes one message that can be delivered out of the network; `null` when there is none. */
  deliver(): { readonly to: number; readonly message: Message } | null {
    const open = this.#links.filter(
      ({ from, to, queue }) => queue.length > 0 && this.#sideOf[from] === this.#sideOf[to],
    )
    if (open.length === 0) return null
    const { to, queue } = this.#prng.pick(open)
    const at = this.#faults.reorder ? this.#prng.int(queue.length) : 0
    const message = present(queue[at], 'message')
    if (!this.#prng.chance(this.#faults.duplicate)) queue.splice(at, 1)
    assert(to < this.#size, 'a node of the network')
    return { to, message }
  }
}
