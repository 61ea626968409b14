import { type Change, changeExtent, decodeChange, TandemDoc } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import {
  type Downstream,
  decodeUpstream,
  type EchoRow,
  type ErrorCode,
  encodeDownstream,
  limits,
  mayWrite,
  protocolVersion,
  type Role,
  typedRowOf,
  type Upstream,
} from '@tandem/protocol'
import { type MemoryConnection, MemoryTransport } from './memory-transport.ts'

/** A row of the log. */
export type LogRow = {
  readonly replica: number
  readonly rseq: number
  readonly userId: string
  readonly payload: Uint8Array
}

/**
 * A collaboration server for one document, with an honest log and no network: frames wait in `Wire`s until the test
 * delivers them, one by one, or loses them. A ticket is the user's id.
 */
export class MemoryServer {
  readonly log: LogRow[] = []
  readonly roles = new Map<string, Role>()
  readonly wires: Wire[] = []
  /** A session that lacks more rows than this opens with a snapshot, of the row that many before the head. */
  snapshotBehind = Number.POSITIVE_INFINITY
  /** Every error that was sent. */
  readonly errors: ErrorCode[] = []
  readonly #replicas = new Map<number, { readonly userId: string; rseq: number; counter: number; lamport: number }>()
  #lamport = 0
  #nextKey = 1

  /** A transport whose connections lead here. */
  transport(): MemoryTransport {
    return new MemoryTransport((connection) => this.wires.push(new Wire(this, connection)))
  }

  /** The document as the log says it. */
  get doc(): TandemDoc {
    return this.#docAt(this.log.length)
  }

  /** Takes a message from a session. Called by its wire. */
  receive(wire: Wire, message: Upstream): void {
    switch (message.kind) {
      case 'hello':
        this.#welcome(wire, message)
        break
      case 'push':
        this.#push(wire, message.changes)
        break
      case 'presence':
      case 'diverged':
        break
    }
  }

  #welcome(wire: Wire, hello: Extract<Upstream, { kind: 'hello' }>): void {
    const role = this.roles.get(hello.ticket)
    const claimed = hello.replicaTickets.map(Number)
    const foreign = claimed.some((replica) => this.#replicas.get(replica)?.userId !== hello.ticket)
    const refusal = hello.protocolVersion !== protocolVersion ? 'upgrade_required' : foreign ? 'replica_invalid' : null
    if (!role || refusal) {
      this.#refuse(wire, refusal ?? 'not_found', 0)
      return
    }
    const issued = Array.from({ length: hello.newReplicas }, () => this.#issue(hello.ticket))
    const head = this.log.length
    const far = head - (hello.lastSeq ?? 0) > this.snapshotBehind
    const seq = head - this.snapshotBehind
    const state = far ? this.#docAt(seq).snapshot() : null
    const snapshot = state && { seq, coding: 'identity' as const, size: state.length, state }
    wire.join(hello.ticket, new Set([...claimed, ...issued]))
    wire.say({
      kind: 'welcome',
      key: this.#nextKey++,
      self: { id: hello.ticket, name: hello.ticket, hue: 0 },
      role,
      title: 'A document',
      head,
      snapshot,
      replicas: issued.map((replica) => ({ replica, ticket: String(replica) })),
      peers: [],
      maxFrameBytes: limits.maxFrameBytes,
    })
    // Like a real one: rows of the past come with their content, also the session's own.
    const after = snapshot?.seq ?? hello.lastSeq ?? 0
    const missing = this.log.slice(after)
    for (let at = 0; at < missing.length; at += rowsPerEcho) {
      wire.echo(after + at + 1, missing.slice(at, at + rowsPerEcho), false)
    }
  }

  #issue(userId: string): number {
    const replica = this.#replicas.size + 1
    this.#replicas.set(replica, { userId, rseq: 0, counter: 0, lamport: 0 })
    return replica
  }

  #push(wire: Wire, payloads: readonly Uint8Array[]): void {
    const before = this.log.length
    let refused: { readonly code: ErrorCode; readonly rseq: number } | null = null
    for (const payload of payloads) {
      const change = decodeChange(payload)
      const code = this.#append(wire, change, payload)
      if (code) refused ??= { code, rseq: change.rseq }
    }
    const rows = this.log.slice(before)
    if (rows.length > 0) for (const other of this.wires) other.echo(before + 1, rows, true)
    if (refused) this.#refuse(wire, refused.code, refused.rseq)
  }

  /** Appends a change, or finds that it is there already; otherwise returns why not. */
  #append(wire: Wire, change: Change, payload: Uint8Array): ErrorCode | null {
    const { replica, rseq } = change
    const known = this.#replicas.get(replica)
    const role = this.roles.get(wire.userId)
    if (!role) return 'not_found'
    if (!mayWrite(role)) return 'forbidden'
    if (!known || known.userId !== wire.userId || !wire.replicas.has(replica)) return 'replica_invalid'
    if (rseq <= known.rseq) {
      const row = this.log.find((entry) => entry.replica === replica && entry.rseq === rseq)
      return row && Buffer.from(row.payload).equals(payload) ? null : 'replica_fork'
    }
    if (rseq !== known.rseq + 1) return 'gap'
    const { characters, lamports } = changeExtent(change)
    if (change.counter !== known.counter) return 'bad_change'
    for (const [other, counter] of changeReferences(change)) {
      if (counter >= (this.#replicas.get(other)?.counter ?? 0)) return 'unknown_dependency'
    }
    if (change.lamport <= known.lamport || change.lamport > this.#lamport + 1) return 'bad_change'
    known.rseq = rseq
    known.counter += characters
    if (lamports > 0) known.lamport = change.lamport + lamports - 1
    this.#lamport = Math.max(this.#lamport, known.lamport)
    this.log.push({ replica, rseq, userId: wire.userId, payload: payload.slice() })
    return null
  }

  #refuse(wire: Wire, code: ErrorCode, rseq: number): void {
    this.errors.push(code)
    wire.say({ kind: 'error', code, message: code, rseq })
  }

  #docAt(seq: number): TandemDoc {
    const doc = new TandemDoc()
    doc.apply(this.log.slice(0, seq).map((row) => decodeChange(row.payload)))
    return doc
  }
}

const rowsPerEcho = 5

/** Frames between one connection and the server, both ways, on their way until they are delivered. */
export class Wire {
  readonly connection: MemoryConnection
  readonly #server: MemoryServer
  #up: Uint8Array[] = []
  #down: Uint8Array[] = []
  #accepted = false
  #joined = false
  #last: Uint8Array | null = null
  userId = ''
  replicas: ReadonlySet<number> = new Set()
  /** Replicas that the session was sent a row of. */
  readonly #shown = new Set<number>()

  constructor(server: MemoryServer, connection: MemoryConnection) {
    this.#server = server
    this.connection = connection
  }

  join(userId: string, replicas: ReadonlySet<number>): void {
    this.#joined = true
    this.userId = userId
    this.replicas = replicas
  }

  /** Puts a message on its way to the session. */
  say(message: Downstream): void {
    this.#down.push(encodeDownstream(message))
  }

  /** Puts rows on their way, to a session that is in. */
  echo(firstSeq: number, rows: readonly LogRow[], live: boolean): void {
    if (!this.#joined) return
    this.say({
      kind: 'echo',
      firstSeq,
      since: 0,
      authors: [],
      rows: rows.map((row): EchoRow => this.#rowOf(row, live)),
    })
  }

  /** Like a real one: what the connection knows is left out of rows as they are committed, not of older ones. */
  #rowOf({ replica, rseq, payload }: LogRow, live: boolean): EchoRow {
    if (live && this.replicas.has(replica)) return { kind: 'own', replica, rseq }
    const typed = live && this.#shown.has(replica) ? typedRowOf(decodeChange(payload)) : null
    this.#shown.add(replica)
    return typed ?? { kind: 'change', payload }
  }

  /** Tells the session that it is connected, once. */
  accept(): void {
    if (this.#accepted) return
    this.#accepted = true
    this.connection.accept()
  }

  /** Delivers the next frame to the server; false when there is none. Also after a cut: it was on its way. */
  deliverUp(): boolean {
    this.#up.push(...this.connection.takeFrames())
    const frame = this.#up.shift()
    if (frame) this.#server.receive(this, decodeUpstream(frame))
    return frame !== undefined
  }

  /** Delivers the next frame to the session; false when there is none. */
  deliverDown(): boolean {
    const frame = this.#down.shift()
    this.#last = frame ?? this.#last
    if (frame) this.connection.sayFrame(frame)
    return frame !== undefined
  }

  /** Delivers the last frame once more, when it was an echo. */
  repeatDown(): void {
    // A transport on TCP does not repeat frames; a server that reads its log twice does.
    if (this.#last && this.#last[0] === echoTag) this.connection.sayFrame(this.#last)
  }

  /** Ends it. What was on its way to the session is lost, what was on its way to the server only if `loseUp`. */
  cut(loseUp: boolean): void {
    this.#up.push(...this.connection.takeFrames())
    if (loseUp) this.#up = []
    this.#down = []
    this.#joined = this.#joined && !loseUp
    this.connection.cut()
  }
}

const echoTag = encodeDownstream({ kind: 'echo', firstSeq: 0, since: 0, authors: [], rows: [] })[0]
