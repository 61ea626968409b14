import { maxDigestLength, maxSeq } from './limits.ts'
import { optional, type SchemaValue, struct, text, uint } from './schema.ts'

/**
 * Server → client, every so often: how far the log is, and what the visible state was at some row. A session that is
 * behind, or whose digest at that row was another one, knows that something is wrong and says `hello` again.
 */
export const heartbeatMessage = struct({
  head: uint(maxSeq),
  check: optional(struct({ seq: uint(maxSeq), digest: text(maxDigestLength) })),
})
export type HeartbeatMessage = SchemaValue<typeof heartbeatMessage>
