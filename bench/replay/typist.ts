import { setImmediate } from 'node:timers/promises'
import type { Session } from '@tandem/client'
import { type Patch, spliceOf } from './trace.ts'
import { until } from './until.ts'

/** Edits between two looks at the network. */
const editsPerTurn = 16

/** Types into a real session, and takes the time until each of its edits is echoed. */
export class Typist {
  readonly session: Session
  readonly latenciesMs: number[] = []
  readonly #maxInFlight: number
  readonly #countsPairs: boolean
  readonly #startedAt: number[] = []
  #typed = 0
  #stopped: Error | null = null

  /** `countsPairs`: the trace has characters that are one code point and two code units. */
  constructor(session: Session, maxInFlight: number, countsPairs: boolean) {
    this.session = session
    this.#maxInFlight = maxInFlight
    this.#countsPairs = countsPairs
    session.on('unsaved', ({ count }) => {
      while (this.#startedAt.length > count) {
        this.latenciesMs.push(performance.now() - (this.#startedAt.shift() ?? 0))
      }
    })
    session.on('rescued', (changes) => {
      this.#stopped = new Error(`${changes.length} changes were given back: the server refused them`)
    })
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
      const before = this.session.unsaved.count
      const now = performance.now()
      this.session.edit([splice])
      for (let added = this.session.unsaved.count - before; added > 0; added--) this.#startedAt.push(now)
      if (++this.#typed % editsPerTurn === 0) await setImmediate()
      await until(this.session, 'earlier edits are saved', () => this.session.unsaved.count < this.#maxInFlight)
    }
  }
}
