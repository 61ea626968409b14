import { encodeAnchor, type TandemDoc } from '@tandem/crdt'
import type { Clock } from '@tandem/protocol'
import { type Activity, type Leads, limits, type PresenceMessage } from '@tandem/protocol'
import { anchorsOf, type Selected } from './presence.ts'
import type { SessionEnvironment } from './session-environment.ts'

/** Whom I follow, and how I can be followed. */
export type OwnCompany = {
  /** The middle of what my window shows, in code units; null while nobody follows me. */
  readonly viewport: number | null
  /** The id of the person whom I follow. */
  readonly following: string | null
  /** Who may follow me; `everybody` should: only owners are taken at their word. */
  readonly leads: Leads
  /** My carets and selections are told to nobody. */
  readonly hidden: boolean
}

const nothingSpecial = { viewport: null, following: null, leads: 'anybody', calls: 0 } as const

/** A caret that moves is told at most this often. */
const intervalMs = Math.ceil(1000 / limits.presencePerSecond)

/**
 * My own place in the document: told when it changes, at most every `intervalMs`, and the last one always. Places are
 * turned into anchors at once, in the text that they were seen in: when they are sent, others may have moved them.
 */
export class OwnPresence {
  readonly #clock: Clock
  readonly #sendSoon: SessionEnvironment['sendSoon']
  readonly #send: (message: PresenceMessage) => void
  #doc: TandemDoc | null = null
  #selections: PresenceMessage['selections'] = []
  #activity: Activity = 'active'
  #hidden = false
  #company: NonNullable<PresenceMessage['company']> = nothingSpecial
  #sentAt = Number.NEGATIVE_INFINITY
  /** Whether there is somebody to tell it. */
  #live = false
  #cancel: (() => void) | null = null

  constructor(clock: Clock, sendSoon: SessionEnvironment['sendSoon'], send: (message: PresenceMessage) => void) {
    this.#clock = clock
    this.#sendSoon = sendSoon
    this.#send = send
  }

  /** The document that places are in from now on. */
  open(doc: TandemDoc): void {
    this.#doc = doc
  }

  /** Where my carets are, by whose doing: after what others wrote they may be where they were, and then nobody is told. */
  select(selections: readonly Selected[], by: 'me' | 'others' = 'me'): void {
    const doc = this.#doc
    if (!doc) return
    const clamp = (position: number) => Math.max(0, Math.min(position, doc.length))
    const within = selections.slice(0, limits.maxSelections).map(({ anchor, head }) => {
      return { anchor: clamp(anchor), head: clamp(head) }
    })
    const before = this.#selections
    this.#selections = anchorsOf(doc, within)
    if (by === 'me' || !isSamePlace(before, this.#selections)) this.#schedule()
  }

  setActivity(activity: Activity): void {
    if (activity === this.#activity) return
    this.#activity = activity
    this.#schedule()
  }

  /** What is left out stays as it is. */
  keepCompany({ viewport, hidden = this.#hidden, ...rest }: Partial<OwnCompany>): void {
    this.#hidden = hidden
    this.#company = {
      ...this.#company,
      ...rest,
      ...(viewport === undefined ? {} : { viewport: this.#middle(viewport) }),
    }
    this.#schedule()
  }

  /** Asks everybody to come to where I am. */
  call(): void {
    this.#company = { ...this.#company, calls: Math.min(this.#company.calls + 1, limits.maxCalls) }
    this.#schedule()
  }

  /** Tells it from now on, and for a start again: the connection is a new one. */
  restart(): void {
    this.#live = true
    this.#schedule()
  }

  /** Tells nothing until `restart`: the connection is gone. */
  pause(): void {
    this.#live = false
    this.#cancel?.()
    this.#cancel = null
  }

  #schedule(): void {
    if (!this.#live || this.#cancel) return
    // Never longer than the interval, also when somebody has put the device's clock back.
    const pause = Math.max(0, Math.min(intervalMs, this.#sentAt + intervalMs - this.#clock.now()))
    let due = true
    const send = () => {
      if (due) this.#sendNow()
    }
    const stopWaiting = pause > 0 ? this.#clock.after(pause, send) : undefined
    this.#cancel = () => {
      due = false
      stopWaiting?.()
    }
    if (pause === 0) this.#sendSoon(send)
  }

  #sendNow(): void {
    this.#cancel = null
    this.#sentAt = this.#clock.now()
    const selections = this.#hidden ? [] : this.#selections
    this.#send({ activity: this.#activity, selections, company: this.#toldCompany() })
  }

  #middle(viewport: number | null): Uint8Array | null {
    if (viewport === null || !this.#doc) return null
    return encodeAnchor(this.#doc.anchorAt(Math.max(0, Math.min(viewport, this.#doc.length)), 'before'))
  }

  #toldCompany(): PresenceMessage['company'] {
    const { following, leads, calls } = this.#company
    // Whoever wants nobody to follow is not watched by those who do it all the same.
    const viewport = leads === 'nobody' ? null : this.#company.viewport
    const special = viewport || following || leads !== 'anybody' || calls > 0
    return special ? { viewport, following, leads, calls } : null
  }
}

function isSamePlace(a: PresenceMessage['selections'], b: PresenceMessage['selections']): boolean {
  const isSame = (one: Uint8Array, other: Uint8Array | undefined) => one.toString() === other?.toString()
  return (
    a.length === b.length && a.every((one, at) => isSame(one.anchor, b[at]?.anchor) && isSame(one.head, b[at]?.head))
  )
}
