import type { Connection, ConnectionEvents, Transport } from '@tandem/client'
import { decodeChange } from '@tandem/crdt'
import { decodeDownstream, decodeUpstream, type EchoMessage } from '@tandem/protocol'
import type { ShownRow } from '../history/line.ts'
import { hashOf, type Recorder } from '../history/recorder.ts'

/** Whose connections these are. */
export type Watched = { readonly doc: string; readonly user: string; readonly session: string }

let connections = 0

/**
 * Writes down what a server sends to a session, at the moment at which it comes. The session behind it is an ordinary one and
 * gets everything as it is.
 */
export class RecordingTransport implements Transport {
  readonly #next: () => Transport
  readonly #recorder: Recorder
  readonly #watched: Watched
  readonly #isOwn: (replica: number) => boolean
  readonly #shown: (doc: string, seq: number) => void

  /** `next` chooses where the next connection goes; `isOwn` knows the session's replicas; `shown` hears of rows. */
  constructor(options: {
    readonly next: () => Transport
    readonly recorder: Recorder
    readonly watched: Watched
    readonly isOwn: (replica: number) => boolean
    readonly shown: (doc: string, seq: number) => void
  }) {
    this.#next = options.next
    this.#recorder = options.recorder
    this.#watched = options.watched
    this.#isOwn = options.isOwn
    this.#shown = options.shown
  }

  open(events: ConnectionEvents): Connection {
    const connection = ++connections
    let lastSeq = 0
    const opened = this.#next().open({
      ...events,
      frame: (frame) => {
        this.#look(frame, connection, lastSeq)
        events.frame(frame)
      },
    })
    return {
      send: (frame) => {
        const message = decodeUpstream(frame)
        if (message.kind === 'hello') lastSeq = message.lastSeq ?? 0
        opened.send(frame)
      },
      close: () => opened.close(),
    }
  }

  #look(frame: Uint8Array, connection: number, lastSeq: number): void {
    const message = decodeDownstream(frame)
    switch (message.kind) {
      case 'welcome': {
        const after = message.snapshot?.seq ?? lastSeq
        this.#recorder.record({ type: 'info', what: 'welcome', ...this.#watched, connection, after })
        break
      }
      case 'echo':
        this.#echo(message, connection)
        break
      case 'error':
        this.#recorder.record({ type: 'info', what: 'error', ...this.#watched, code: message.code })
        break
      default:
        break
    }
  }

  #echo(message: EchoMessage, connection: number): void {
    const rows = message.rows.map((row): ShownRow => {
      if (row.kind === 'own') return [row.replica, row.rseq, null]
      const { replica, rseq } = decodeChange(row.payload)
      return [replica, rseq, hashOf(row.payload)]
    })
    const first = message.firstSeq
    this.#recorder.record({ type: 'info', what: 'shown', ...this.#watched, connection, first, rows })
    for (const [at, [replica, rseq]] of rows.entries()) {
      if (!this.#isOwn(replica)) continue
      this.#recorder.record({ type: 'ok', what: 'edit', ...this.#watched, replica, rseq, seq: first + at })
    }
    this.#shown(this.#watched.doc, first + rows.length - 1)
  }
}
