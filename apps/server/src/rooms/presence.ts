import {
  type Clock,
  encodeDownstream,
  limits,
  type Person,
  type PresenceMessage,
  type PresencePeer,
  type Role,
} from '@tandem/protocol'

/**
 * Who is in a room, and where. Changes are collected and told together, at most every `presenceIntervalMs`: only the
 * latest place of a session counts.
 */
export class RoomPresence {
  readonly #clock: Clock
  readonly #broadcast: (frame: Uint8Array) => void
  readonly #peers = new Map<number, PresencePeer>()
  readonly #changed = new Set<number>()
  readonly #moved = new Set<number>()
  readonly #left = new Set<number>()
  #toldAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor(clock: Clock, broadcast: (frame: Uint8Array) => void) {
    this.#clock = clock
    this.#broadcast = broadcast
  }

  /** Everybody who is here. */
  peers(): PresencePeer[] {
    return [...this.#peers.values()]
  }

  join(key: number, person: Person, role: Role): void {
    this.#peers.set(key, { key, person, role, activity: 'active', selections: [] })
    this.#changed.add(key)
    this.#schedule()
  }

  move(key: number, place: PresenceMessage): void {
    const peer = this.#peers.get(key)
    if (!peer) return
    this.#peers.set(key, { ...peer, activity: place.activity, selections: place.selections })
    this.#moved.add(key)
    this.#schedule()
  }

  changeRole(key: number, role: Role): void {
    const peer = this.#peers.get(key)
    if (!peer) return
    this.#peers.set(key, { ...peer, role })
    this.#changed.add(key)
    this.#schedule()
  }

  leave(key: number): void {
    if (!this.#peers.delete(key)) return
    this.#left.add(key)
    this.#schedule()
  }

  /** Ends it: nothing is told any more. */
  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #schedule(): void {
    if (this.#cancel) return
    const sinceTold = this.#clock.now() - this.#toldAt
    // A clock that was put back must not keep everybody waiting.
    const pause = sinceTold < 0 ? 0 : Math.max(0, limits.presenceIntervalMs - sinceTold)
    this.#cancel = this.#clock.after(pause, () => {
      this.#cancel = null
      this.#toldAt = this.#clock.now()
      this.#tell()
    })
  }

  #tell(): void {
    const present = (keys: Iterable<number>) => [...keys].flatMap((key) => this.#peers.get(key) ?? [])
    const peers = present(this.#changed)
    const moved = present([...this.#moved].filter((key) => !this.#changed.has(key)))
    const left = [...this.#left]
    this.#changed.clear()
    this.#moved.clear()
    this.#left.clear()
    // Those who are here are never more than a message holds; those who left meanwhile can be.
    const most = limits.maxSessionsPerDocument
    this.#broadcast(encodeDownstream({ kind: 'presence', peers, moved, left: left.slice(0, most) }))
    for (let from = most; from < left.length; from += most) {
      const more = left.slice(from, from + most)
      this.#broadcast(encodeDownstream({ kind: 'presence', peers: [], moved: [], left: more }))
    }
  }
}
