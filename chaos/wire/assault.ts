import { Prng } from '@tandem/crdt/testing'
import { attacks } from './attacks/all.ts'
import type { Attack } from './attacks/attack.ts'
import { call, type Target } from './call.ts'
import type { SentChanges } from './log-findings.ts'
import { Pace } from './pace.ts'
import type { WireDocument } from './stage.ts'
import type { Tally } from './tally.ts'

/** What an assault is made with. */
export type AssaultOptions = {
  readonly seed: number
  readonly framesPerSecond: number
  readonly port: number
  readonly ticketSecret: string
  readonly documents: readonly WireDocument[]
  readonly sent: SentChanges
  /** Where what came of it goes. */
  readonly tally: Tally
  readonly signal: AbortSignal
}

/** Connections of hostile people at a time. */
const callers = 40

/** Hostile people who attack, one connection after another. Each attack follows from the seed and its number. */
export class Assault {
  readonly #options: AssaultOptions
  readonly #pace: Pace
  #count = 0

  constructor(options: AssaultOptions) {
    this.#options = options
    this.#pace = new Pace(options.framesPerSecond)
  }

  /** Goes on until the tally has so many frames, or `over` says that there is nobody to attack any more. */
  async until(frames: number, over: () => boolean): Promise<void> {
    const { signal, tally } = this.#options
    const goOn = async () => {
      while (tally.frames < frames && !signal.aborted && !over()) await this.#attack(this.#count++)
    }
    await Promise.all(Array.from({ length: callers }, goOn))
    signal.throwIfAborted()
  }

  async #attack(number: number): Promise<void> {
    const random = new Prng(this.#options.seed + number)
    // Each kind once, and then as it comes.
    const attack = attacks[number] ?? random.pick(attacks)
    // Before it, and for all that it may say: those who begin together would be many times the rate.
    await this.#pace.take(attack.stand === 'door' ? 1 : attack.burst)
    this.#options.tally.add(attack.name, await call(attack, this.#target(attack, random), random))
  }

  #target({ stand }: Attack, random: Prng): Target {
    const { documents, port, ticketSecret, sent } = this.#options
    const document = random.pick(documents)
    const foreign = random.pick(documents.filter((other) => other !== document))
    const person = stand === 'editor' ? document.editor : document.viewer
    return {
      port,
      speaking: {
        person,
        document,
        foreignDocument: foreign.id,
        ticketSecret,
        sent: (payload) => sent.add(person.id, payload),
      },
    }
  }
}
