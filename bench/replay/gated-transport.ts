import type { Connection, ConnectionEvents, Transport } from '@tandem/client'
import {
  decodeDownstream,
  EchoReader,
  type EchoRow,
  encodeDownstream,
  type ReadEcho,
  type ReadRow,
} from '@tandem/protocol'

/** Bytes that went over the wire, both ways, frames only. */
export type Traffic = { sent: number; received: number }

/**
 * Holds rows of others back until they are allowed, so that a session knows no more than its person knew at that moment
 * of the recording. Everything else passes. The session behind it is a real one: it just has a slow network.
 */
export class GatedTransport implements Transport {
  readonly #inner: Transport
  readonly #traffic: Traffic
  readonly #arrived: (replica: number, rseq: number) => void
  /** The last allowed `rseq` of each replica; null: everything is allowed. */
  #allowed: Map<number, number> | null = new Map()
  #held: ReadEcho[] = []
  #release: (() => void) | null = null

  /** `arrived` is called for every row, when it comes, also when it is held back then. */
  constructor(inner: Transport, traffic: Traffic, arrived: (replica: number, rseq: number) => void) {
    this.#inner = inner
    this.#traffic = traffic
    this.#arrived = arrived
  }

  /** Lets rows of a replica pass, up to and including `rseq`. */
  allow(replica: number, rseq: number): void {
    if (!this.#allowed) return
    this.#allowed.set(replica, Math.max(rseq, this.#allowed.get(replica) ?? 0))
    this.#release?.()
  }

  allowEverything(): void {
    this.#allowed = null
    this.#release?.()
  }

  open(events: ConnectionEvents): Connection {
    this.#held = []
    const reader = new EchoReader()
    this.#release = () => {
      const held = this.#held
      this.#held = []
      for (const message of held) this.#pass(message, events)
    }
    const connection = this.#inner.open({
      ...events,
      frame: (frame) => {
        this.#traffic.received += frame.length
        const message = decodeDownstream(frame)
        if (message.kind === 'echo') this.#take(reader.read(message), events)
        // A heartbeat tells of rows that are held back here, and the session would ask for them again.
        else if (message.kind !== 'heartbeat' || this.#held.length === 0) events.frame(frame)
      },
    })
    return {
      send: (frame) => {
        this.#traffic.sent += frame.length
        connection.send(frame)
      },
      close: () => connection.close(),
    }
  }

  #take(echo: ReadEcho, events: ConnectionEvents): void {
    for (const row of echo.rows) {
      const { replica, rseq } = row.kind === 'own' ? row : row.change
      this.#arrived(replica, rseq)
    }
    this.#pass(echo, events)
  }

  #pass(echo: ReadEcho, events: ConnectionEvents): void {
    if (this.#held.length > 0) {
      this.#held.push(echo)
      return
    }
    const { firstSeq, authors, rows } = echo
    const stop = rows.findIndex((row) => !this.#isAllowed(row))
    const passing = stop < 0 ? rows : rows.slice(0, stop)
    // When it was committed is of no use to anybody here.
    const message = { kind: 'echo', firstSeq, since: 0, authors, rows: passing.map(wholeRow) } as const
    if (passing.length > 0) events.frame(encodeDownstream(message))
    if (stop >= 0) this.#held.push({ ...echo, firstSeq: firstSeq + stop, rows: rows.slice(stop) })
  }

  #isAllowed(row: ReadRow): boolean {
    if (!this.#allowed || row.kind === 'own') return true
    const { replica, rseq } = row.change
    return rseq <= (this.#allowed.get(replica) ?? 0)
  }
}

/** Nothing is left out: what the session knows is what it was let have. */
function wholeRow(row: ReadRow): EchoRow {
  return row.kind === 'own' ? row : { kind: 'change', payload: row.payload }
}
