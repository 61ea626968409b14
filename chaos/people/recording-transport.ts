import type { Connection, ConnectionEvents, Transport } from '@tandem/client'
import { decodeDownstream, decodeUpstream, EchoReader, type ReadEcho } from '@tandem/protocol'
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
    const reader = new EchoReader()
    let lastSeq = 0
    const opened = this.#next().open({
      ...events,
      frame: (frame) => {
        this.#look(frame, connection, lastSeq, reader)
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

  #look(frame: Uint8Array, connection: number, lastSeq: number, reader: EchoReader): void {
    const message = decodeDownstream(frame)
    switch (message.kind) {
      case 'welcome': {
        const after = message.snapshot?.seq ?? lastSeq
        this.#recorder.record({ type: 'info', what: 'welcome', ...this.#watched, connection, after })
        break
      }
      case 'echo': {
        const echo = reader.read(message)
        // The reader passes over rows that came before, as a session does: that they came again is worth a line.
        if (echo.firstSeq !== message.firstSeq) this.#shownRows(message.firstSeq, [], connection)
        this.#echo(echo, connection)
        break
      }
      case 'error':
        this.#recorder.record({ type: 'info', what: 'error', ...this.#watched, code: message.code })
        break
      default:
        break
    }
  }

  #echo(echo: ReadEcho, connection: number): void {
    const rows = echo.rows.map((row): ShownRow => {
      if (row.kind === 'own') return [row.replica, row.rseq, null]
      const { replica, rseq } = row.change
      return [replica, rseq, hashOf(row.payload)]
    })
    const first = echo.firstSeq
    this.#shownRows(first, rows, connection)
    for (const [at, [replica, rseq]] of rows.entries()) {
      if (!this.#isOwn(replica)) continue
      this.#recorder.record({ type: 'ok', what: 'edit', ...this.#watched, replica, rseq, seq: first + at })
    }
    if (rows.length > 0) this.#shown(this.#watched.doc, first + rows.length - 1)
  }

  #shownRows(first: number, rows: readonly ShownRow[], connection: number): void {
    this.#recorder.record({ type: 'info', what: 'shown', ...this.#watched, connection, first, rows })
  }
}
