import { maxChangeBytes, maxEchoRows, maxIdLength, maxReplica, maxRseq, maxSeq } from './limits.ts'
import { bytes, int, list, rest, type SchemaValue, struct, text, uint, union } from './schema.ts'

/**
 * Server → client: rows of the log, in its order and without a gap. A row is sent only after it was committed; every
 * session sees every row exactly once. The author's own session gets its rows without the content, which it has.
 *
 * Nearly all rows are keystrokes, so what a connection knows already is left out: `EchoReader` puts it back.
 */

const start = {
  /** The place of the first row; the others follow one by one. */
  firstSeq: uint(maxSeq),
  /**
   * When the rows were committed, by the database's clock, in milliseconds since the rows of the echo before on this
   * connection; in the first one since 1970.
   */
  since: int,
  /** Whose replicas these are: each is named once, before or with its first row. */
  authors: list(struct({ replica: uint(maxReplica), userId: text(maxIdLength) }), maxEchoRows),
}

/** One row of an echo. */
export const echoRow = union({
  /** A change, as it was pushed. */
  change: struct({ payload: bytes(maxChangeBytes) }),
  own: struct({ replica: uint(maxReplica), rseq: uint(maxRseq) }),
  /**
   * One ASCII character typed on. The change's `rseq` and counter are the next of its replica, which is known from the
   * row before of that replica on this connection. `lag` is its time less the counter less one.
   */
  typed: struct({ replica: uint(maxReplica), lag: uint(maxSeq), unit: uint(0x7f) }),
})
export type EchoRow = SchemaValue<typeof echoRow>

/** An echo up to its rows: what differs from session to session when the rows are the same. */
export const echoStart = struct(start)
export type EchoStart = SchemaValue<typeof echoStart>

export const echoMessage = struct({ ...start, rows: rest(echoRow, maxEchoRows) })
export type EchoMessage = SchemaValue<typeof echoMessage>
