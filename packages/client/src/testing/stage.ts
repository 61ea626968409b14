import { decodeChange, encodeChange, TandemDoc } from '@tandem/crdt'
import type { Downstream, EchoRow, SnapshotAt, Upstream, WelcomeMessage } from '@tandem/protocol'
import { limits } from '@tandem/protocol'
import { FakeClock } from '@tandem/protocol/testing'
import { memoryStore } from '../memory-store.ts'
import type { OfflineStore } from '../offline-store.ts'
import { createSession, type Session } from '../session.ts'
import type { SessionEvents } from '../session-events.ts'
import type { SessionOptions } from '../session-options.ts'
import { type MemoryConnection, MemoryTransport } from './memory-transport.ts'
import { settle } from './settle.ts'

/** One session on a stage: the test plays the server, the network and the time. */
export class Stage {
  readonly clock: FakeClock
  readonly transport = new MemoryTransport()
  readonly session: Session
  /** Everything that the session told, in order. */
  readonly told: {
    [K in keyof SessionEvents]: { readonly event: K; readonly value: SessionEvents[K] }
  }[keyof SessionEvents][] = []

  constructor(options: Partial<SessionOptions> & { readonly store?: OfflineStore; readonly clock?: FakeClock } = {}) {
    this.clock = options.clock ?? new FakeClock()
    this.session = createSession({
      url: 'https://collab.example.com',
      documentId: 'A',
      ticket: async () => 'ticket',
      transport: this.transport,
      random: () => 0.5,
      ...options,
      clock: this.clock,
    })
    const listen = <K extends keyof SessionEvents>(event: K) => {
      this.session.on(event, (value) => this.told.push({ event, value } as (typeof this.told)[number]))
    }
    for (const event of eventNames) listen(event)
  }

  /** The newest connection. */
  get wire(): MemoryConnection {
    return this.transport.last
  }

  get text(): string | null {
    return this.session.doc?.toString() ?? null
  }

  /** What the session told of one kind, since the beginning. */
  of<K extends keyof SessionEvents>(event: K): SessionEvents[K][] {
    return this.told.filter((entry) => entry.event === event).map((entry) => entry.value as SessionEvents[K])
  }

  /** Lets the session connect; returns its `hello`. */
  async greeted(): Promise<Extract<Upstream, { kind: 'hello' }>> {
    await settle()
    this.wire.accept()
    const [hello] = this.wire.take()
    if (hello?.kind !== 'hello') throw new Error('no hello')
    return hello
  }

  /** Lets the session connect and in; returns its `hello`. As many replicas are issued as it asks for. */
  async join(parts: Partial<WelcomeMessage> = {}): Promise<Extract<Upstream, { kind: 'hello' }>> {
    const hello = await this.greeted()
    // One for the author, and the spare of a device far from those.
    const place = this.transport.connections.length
    const replicas = [place, 100 + place].slice(0, hello.newReplicas)
    this.wire.say(welcome({ replicas: replicas.map((replica) => ({ replica, ticket: `proof ${replica}` })), ...parts }))
    await settle()
    return hello
  }

  /** The changes that the session pushed since the last look. */
  async pushed(): Promise<Uint8Array[]> {
    await settle()
    return this.wire.take().flatMap((message) => (message.kind === 'push' ? message.changes : []))
  }

  /** Says rows of the log. */
  echo(firstSeq: number, ...rows: EchoRow[]): void {
    this.wire.say({ kind: 'echo', firstSeq, since: 0, authors: [], rows })
  }

  error(code: Extract<Downstream, { kind: 'error' }>['code'], rseq = 0): void {
    this.wire.say({ kind: 'error', code, message: `because of ${code}`, rseq })
  }

  /** Types at the end of the text. */
  type(text: string): void {
    const end = this.session.doc?.length ?? 0
    this.session.edit([{ from: end, to: end, insert: text }])
  }
}

const eventNames = [
  'state',
  'hindered',
  'open',
  'edit',
  'seq',
  'properties',
  'peers',
  'role',
  'document',
  'unsaved',
  'rescued',
  'rescuedBefore',
  'storeFailed',
] as const satisfies (keyof SessionEvents)[]

/** A `welcome` into an empty document as an editor, unless something else is said. */
export function welcome(parts: Partial<WelcomeMessage> = {}): Downstream {
  return {
    kind: 'welcome',
    key: 1,
    self: { id: 'alice', name: 'Alice', hue: 3 },
    role: 'editor',
    title: 'Notes',
    head: 0,
    snapshot: null,
    replicas: [],
    peers: [],
    maxFrameBytes: limits.maxFrameBytes,
    ...parts,
  }
}

/** Somebody else with a document of their own: makes rows and snapshots. */
export class Author {
  readonly doc = new TandemDoc()

  constructor(replica: number) {
    this.doc.become(replica)
  }

  /** Types at the end; returns the row. */
  type(text: string): EchoRow & { readonly kind: 'change' } {
    const end = this.doc.length
    return rowOf(encodeChange(this.doc.edit([{ from: end, to: end, insert: text }])))
  }

  /** Takes rows or pushed changes. */
  take(...payloads: readonly Uint8Array[]): void {
    this.doc.apply(payloads.map(decodeChange))
  }
}

/** A row with its content. */
export function rowOf(payload: Uint8Array): EchoRow & { readonly kind: 'change' } {
  return { kind: 'change', payload }
}

/** A row of the session's own, without its content. */
export function ownRowOf(payload: Uint8Array): EchoRow {
  const { replica, rseq } = decodeChange(payload)
  return { kind: 'own', replica, rseq }
}

/** A snapshot as a server sends it that packs nothing. */
export function unpacked(seq: number, state: Uint8Array): SnapshotAt {
  return { seq, coding: 'identity', size: state.length, state }
}

/** What a device keeps that outlives pages, as long as the test. */
export function lastingStore(): OfflineStore {
  return { ...memoryStore(), durable: true }
}
