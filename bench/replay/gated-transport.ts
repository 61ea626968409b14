import type { Connection, ConnectionEvents, Transport } from '@tandem/client'
import { decodeChange } from '@tandem/crdt'
import { decodeDownstream, type EchoMessage, encodeDownstream } from '@tandem/protocol'

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
  #held: EchoMessage[] = []
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
        if (message.kind === 'echo') this.#take(message, events)
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

  #take(message: EchoMessage, events: ConnectionEvents): void {
    for (const row of message.rows) {
      const { replica, rseq } = row.kind === 'own' ? row : decodeChange(row.payload)
      this.#arrived(replica, rseq)
    }
    this.#pass(message, events)
  }

  #pass(message: EchoMessage, events: ConnectionEvents): void {
    if (this.#held.length > 0) {
      this.#held.push(message)
      return
    }
    const stop = message.rows.findIndex((row) => row.kind === 'change' && !this.#isAllowed(row.payload))
    const passing = stop < 0 ? message.rows : message.rows.slice(0, stop)
    if (passing.length > 0) events.frame(encodeDownstream({ kind: 'echo', ...message, rows: passing }))
    if (stop < 0) return
    this.#held.push({ ...message, firstSeq: message.firstSeq + stop, rows: message.rows.slice(stop) })
  }

  #isAllowed(payload: Uint8Array): boolean {
    if (!this.#allowed) return true
    const { replica, rseq } = decodeChange(payload)
    return rseq <= (this.#allowed.get(replica) ?? 0)
  }
}
