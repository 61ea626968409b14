/** Something that happens at a time. Of two at the same time the one with the smaller priority comes first. */
export type Event = {
  readonly at: number
  readonly priority: number
  readonly order: number
  readonly label: string
  readonly run: () => void
  cancelled: boolean
}

/** Events, the next one first: a binary heap. */
export class EventHeap {
  readonly #events: Event[] = []

  get size(): number {
    return this.#events.length
  }

  push(event: Event): void {
    const events = this.#events
    let at = events.length
    events.push(event)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = events[above]
      if (!parent || !isBefore(event, parent)) break
      events[at] = parent
      at = above
    }
    events[at] = event
  }

  pop(): Event | undefined {
    const events = this.#events
    const [first] = events
    const last = events.pop()
    if (!first || !last || events.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      let child = events[below]
      const right = events[below + 1]
      if (child && right && isBefore(right, child)) {
        child = right
        below++
      }
      if (!child || !isBefore(child, last)) break
      events[at] = child
      at = below
    }
    events[at] = last
    return first
  }
}

function isBefore(a: Event, b: Event): boolean {
  return (a.at - b.at || a.priority - b.priority || a.order - b.order) < 0
}
