import { maxChangeBytes, maxEchoRows, maxIdLength, maxReplica, maxRseq, maxSeq } from './limits.ts'
import { bytes, list, type SchemaValue, struct, text, uint, union } from './schema.ts'

/**
 * Server → client: rows of the log, in its order and without a gap. A row is sent only after it was committed; every
 * session sees every row exactly once. The author's own session gets its rows without the content, which it has.
 */
export const echoMessage = struct({
  /** The place of the first row; the others follow one by one. */
  firstSeq: uint(maxSeq),
  /** When the rows were committed, in milliseconds since 1970 by the database's clock. */
  at: uint(maxSeq),
  /** Whose replicas these are: each is named once, before or with its first row. */
  authors: list(struct({ replica: uint(maxReplica), userId: text(maxIdLength) }), maxEchoRows),
  rows: list(
    union({
      change: struct({ payload: bytes(maxChangeBytes) }),
      own: struct({ replica: uint(maxReplica), rseq: uint(maxRseq) }),
    }),
    maxEchoRows,
  ),
})
export type EchoMessage = SchemaValue<typeof echoMessage>
export type EchoRow = EchoMessage['rows'][number]
