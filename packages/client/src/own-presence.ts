import type { TandemDoc } from '@tandem/crdt'
import type { Clock } from '@tandem/protocol'
import { type Activity, limits, type PresenceMessage } from '@tandem/protocol'
import { presenceMessageOf, type Selected } from './presence.ts'

/** A caret that moves is told at most this often. */
const intervalMs = Math.ceil(1000 / limits.presencePerSecond)

/**
 * My own place in the document: told when it changes, at most every `intervalMs`, and the last one always. Places are
 * turned into anchors when they are sent, in the text as it is then.
 */
export class OwnPresence {
  readonly #clock: Clock
  readonly #send: (message: PresenceMessage) => void
  #doc: TandemDoc | null = null
  #selected: readonly Selected[] = []
  #activity: Activity = 'active'
  #sentAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor(clock: Clock, send: (message: PresenceMessage) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** The document that places are in from now on. */
  open(doc: TandemDoc): void {
    this.#doc = doc
    this.#selected = []
  }

  select(selections: readonly Selected[]): void {
    this.#selected = selections.slice(0, limits.maxSelections)
    this.#schedule()
  }

  setActivity(activity: Activity): void {
    if (activity === this.#activity) return
    this.#activity = activity
    this.#schedule()
  }

  /** Tells it again, as on a new connection. */
  restart(): void {
    this.#schedule()
  }

  /** Tells nothing until something changes: the connection is gone. */
  pause(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #schedule(): void {
    if (this.#cancel) return
    const pause = Math.max(0, this.#sentAt + intervalMs - this.#clock.now())
    this.#cancel = this.#clock.after(pause, () => {
      this.#cancel = null
      this.#sentAt = this.#clock.now()
      if (this.#doc) this.#send(presenceMessageOf(this.#doc, this.#within(this.#doc), this.#activity))
    })
  }

  /** A selection may be older than the text: what lies behind the end is at the end. */
  #within(doc: TandemDoc): Selected[] {
    const clamp = (position: number) => Math.min(position, doc.length)
    return this.#selected.map(({ anchor, head }) => ({ anchor: clamp(anchor), head: clamp(head) }))
  }
}
