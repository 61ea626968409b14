import { setImmediate } from 'node:timers/promises'
import type { Session } from '@tandem/client'
import { type Patch, spliceOf } from '../trace.ts'

/** Edits between two looks at the network. */
const editsPerTurn = 16

/** Types into a real session, and takes the time until each of its changes is echoed. */
export class Typist {
  readonly session: Session
  readonly latenciesMs: number[] = []
  readonly #maxInFlight: number
  readonly #countsPairs: boolean
  /** When each change that has no echo yet was made, by `rseq`. */
  readonly #startedAt = new Map<number, number>()
  #typed = 0
  #wake = () => {}
  #stopped: Error | null = null

  /** `countsPairs`: the trace has characters that are one code point and two code units. */
  constructor(session: Session, maxInFlight: number, countsPairs: boolean) {
    this.session = session
    this.#maxInFlight = maxInFlight
    this.#countsPairs = countsPairs
    session.on('rescued', ({ changes }) => {
      this.#stopped = new Error(`${changes.length} changes were given back: the server refused them`)
      this.#wake()
    })
  }

  /** A row came over the wire. */
  arrived(replica: number, rseq: number): void {
    const startedAt = this.#startedAt.get(rseq)
    if (startedAt === undefined || replica !== this.session.doc?.replica) return
    this.#startedAt.delete(rseq)
    this.latenciesMs.push(performance.now() - startedAt)
    this.#wake()
  }

  /** The replica it writes as now, and its last change. */
  get position(): { readonly replica: number; readonly rseq: number } {
    const doc = this.session.doc
    const replica = doc?.replica ?? 0
    return { replica, rseq: doc?.rseqOf(replica) ?? 0 }
  }

  /** Types patches one after another, each as a change of its own. */
  async type(patches: readonly Patch[]): Promise<void> {
    for (const patch of patches) {
      if (this.#stopped) throw this.#stopped
      const doc = this.session.doc
      if (!doc) throw new Error('no document is open')
      const splice = spliceOf(patch, this.#countsPairs ? doc.toString() : '')
      if (splice.from === splice.to && splice.insert === '') continue
      const before = this.position.rseq
      const now = performance.now()
      this.session.edit([splice])
      for (let rseq = before + 1; rseq <= this.position.rseq; rseq++) this.#startedAt.set(rseq, now)
      if (++this.#typed % editsPerTurn === 0) await setImmediate()
      while (this.#startedAt.size >= this.#maxInFlight && !this.#stopped) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
