import {
  type Clock,
  encodeDownstream,
  limits,
  type Person,
  type PresenceMessage,
  type PresencePeer,
  type Role,
} from '@tandem/protocol'

/** What says whether people may be told anything now. */
export type MayTell = { readonly valid: boolean }

/** Who is told of it. */
export interface PresenceHearers {
  /** Sends a message to the sessions of this node. */
  broadcast(frame: Uint8Array): void
  /** Hears of what people in the room were told of each other: the sessions of this node alone. */
  told(peers: readonly PresencePeer[], left: readonly number[]): void
}

/** Sessions of which something is to be told. */
type Untold = { readonly changed: Set<number>; readonly moved: Set<number>; readonly left: Set<number> }

const always: MayTell = { valid: true }

/**
 * Who is in a room, and where, on this node and on others. Changes are collected and told together, at most every
 * `presenceIntervalMs`, less often in a crowd: only the latest place of a session counts.
 */
export class RoomPresence {
  readonly #clock: Clock
  readonly #hearers: PresenceHearers
  readonly #lease: MayTell
  readonly #peers = new Map<number, PresencePeer>()
  /** Sessions of other nodes, until everybody was told that they left; null where there were none. */
  #remote: Set<number> | null = null
  /** Null when everything was told, as it is most of the time in most rooms. */
  #untold: Untold | null = null
  #toldAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor(clock: Clock, hearers: PresenceHearers, lease: MayTell = always) {
    this.#clock = clock
    this.#hearers = hearers
    this.#lease = lease
  }

  /** Everybody who is here, as many as a message holds. */
  peers(): PresencePeer[] {
    return [...this.#peers.values()].slice(0, limits.maxSessionsPerDocument)
  }

  /** The sessions of this node. */
  ownPeers(): PresencePeer[] {
    return [...this.#peers.values()].filter(({ key }) => this.#isOwn(key))
  }

  /** Shows a session of another node, as it is now. */
  show(peer: PresencePeer): void {
    this.#remote ??= new Set()
    this.#remote.add(peer.key)
    this.#peers.set(peer.key, peer)
    this.#tellSoon().changed.add(peer.key)
  }

  join(key: number, person: Person, role: Role): void {
    this.#peers.set(key, { key, person, role, activity: 'active', selections: [], company: null })
    this.#tellSoon().changed.add(key)
  }

  move(key: number, place: PresenceMessage): void {
    const peer = this.#peers.get(key)
    if (!peer) return
    const { activity, selections, company } = place
    this.#peers.set(key, { ...peer, activity, selections, company: companyOf(peer.role, company) })
    this.#tellSoon().moved.add(key)
  }

  changeRole(key: number, role: Role): void {
    const peer = this.#peers.get(key)
    if (!peer) return
    this.#peers.set(key, { ...peer, role, company: companyOf(role, peer.company) })
    this.#tellSoon().changed.add(key)
  }

  leave(key: number): void {
    if (!this.#peers.delete(key)) return
    this.#tellSoon().left.add(key)
  }

  /** Ends it: nothing is told any more. */
  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #isOwn(key: number): boolean {
    return !this.#remote?.has(key)
  }

  #tellSoon(): Untold {
    this.#untold ??= { changed: new Set(), moved: new Set(), left: new Set() }
    if (!this.#cancel) this.#schedule()
    return this.#untold
  }

  #schedule(): void {
    const sinceTold = this.#clock.now() - this.#toldAt
    // A clock that was put back must not keep everybody waiting.
    const interval =
      this.#peers.size > limits.presenceCrowd ? limits.crowdedPresenceIntervalMs : limits.presenceIntervalMs
    const pause = sinceTold < 0 ? 0 : Math.max(0, interval - sinceTold)
    this.#cancel = this.#clock.after(pause, () => this.#tellIfAllowed())
  }

  /** Until it is allowed changes go on collecting. */
  #tellIfAllowed(): void {
    if (!this.#lease.valid) {
      this.#cancel = this.#clock.after(limits.presenceIntervalMs, () => this.#tellIfAllowed())
      return
    }
    this.#cancel = null
    this.#toldAt = this.#clock.now()
    this.#tell()
  }

  #tell(): void {
    const untold = this.#untold
    if (!untold) return
    this.#untold = null
    const present = (keys: Iterable<number>) => [...keys].flatMap((key) => this.#peers.get(key) ?? [])
    const peers = present(untold.changed)
    const moved = present([...untold.moved].filter((key) => !untold.changed.has(key)))
    const left = [...untold.left]
    // A message holds as many as can be here on one node; with those of other nodes, or who left meanwhile, it can be more.
    const most = limits.maxSessionsPerDocument
    for (let from = 0; from === 0 || from < Math.max(peers.length, moved.length, left.length); from += most) {
      const part = <T>(list: readonly T[]) => list.slice(from, from + most)
      this.#hearers.broadcast(
        encodeDownstream({ kind: 'presence', peers: part(peers), moved: part(moved), left: part(left) }),
      )
    }
    this.#hearers.told(
      [...peers, ...moved].filter(({ key }) => this.#isOwn(key)),
      left.filter((key) => this.#isOwn(key)),
    )
    for (const key of left) this.#remote?.delete(key)
  }
}

/** Only an owner holds a lecture; what anybody else says of one is told as if they had not. */
function companyOf(role: Role, company: PresenceMessage['company']): PresenceMessage['company'] {
  if (company?.leads !== 'everybody' || role === 'owner') return company
  return { ...company, leads: 'anybody' }
}
