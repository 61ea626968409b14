import type { ReplicaId } from '@tandem/crdt'
import type { Clock, EchoMessage, PresenceUpdate, Role, WelcomeMessage } from '@tandem/protocol'
import type { Device } from './device.ts'
import type { Emitter } from './emitter.ts'
import type { StoredAbout } from './offline-store.ts'
import { type Peer, peersOf, updatePeers, userOf } from './presence.ts'
import type { Self, SessionEvents } from './session-events.ts'

/**
 * What a session was told besides the text: who I am here and what I may do, the title, who else is here. The device keeps
 * of it what a page without a connection goes by.
 */
export class RoomView {
  readonly #emitter: Emitter<SessionEvents>
  readonly #clock: Clock
  readonly #device: Device
  #role: Role | null = null
  #self: Self | null = null
  #title: string | null = null
  #peers: readonly Peer[] = []
  readonly #authors = new Map<ReplicaId, string>()

  constructor(emitter: Emitter<SessionEvents>, clock: Clock, device: Device) {
    this.#emitter = emitter
    this.#clock = clock
    this.#device = device
  }

  get role(): Role | null {
    return this.#role
  }

  get self(): Self | null {
    return this.#self
  }

  get title(): string | null {
    return this.#title
  }

  get peers(): readonly Peer[] {
    return this.#peers
  }

  authorOf(replica: ReplicaId): string | null {
    return this.#authors.get(replica) ?? null
  }

  /** The ids of the people who write as these replicas, as far as that is known. */
  authorsOf(replicas: Iterable<ReplicaId>): readonly string[] {
    return [...new Set([...replicas].flatMap((replica) => this.#authors.get(replica) ?? []))]
  }

  /** Takes what a device kept. */
  restore({ title, role }: StoredAbout): void {
    this.#title = title
    this.#role = role
  }

  /** Takes what a `welcome` says; `tell` and `welcomePeers` say it on, when the text is there as well. */
  enter(message: WelcomeMessage): void {
    this.#role = message.role
    this.#self = { key: message.key, user: userOf(message.self), hue: message.self.hue }
    this.#title = message.title
    this.#keepAbout()
  }

  /** Says what is known of role and title. */
  tell(): void {
    if (this.#role !== null) this.#emitter.emit('role', this.#role)
    if (this.#title !== null) this.#emitter.emit('document', { title: this.#title })
  }

  setRole(role: Role): void {
    this.#role = role
    this.#emitter.emit('role', role)
    this.#keepAbout()
  }

  setTitle(title: string): void {
    this.#title = title
    this.#emitter.emit('document', { title })
    this.#keepAbout()
  }

  welcomePeers(message: WelcomeMessage): void {
    this.#setPeers(peersOf(message.peers))
  }

  updatePeers(update: PresenceUpdate): void {
    this.#setPeers(updatePeers(this.#peers, update, this.#self?.key ?? null, this.#clock.now()))
  }

  /** Without a connection nobody is known to be here. */
  leavePeers(): void {
    this.#setPeers([])
  }

  introduce({ authors }: EchoMessage): void {
    for (const { replica, userId } of authors) this.#authors.set(replica, userId)
  }

  #keepAbout(): void {
    if (this.#role !== null && this.#title !== null) this.#device.keepAbout({ role: this.#role, title: this.#title })
  }

  #setPeers(peers: readonly Peer[]): void {
    if (peers === this.#peers || (peers.length === 0 && this.#peers.length === 0)) return
    this.#peers = peers
    this.#emitter.emit('peers', peers)
  }
}
