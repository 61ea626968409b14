import { maxDigestLength, maxSeq } from './limits.ts'
import { type SchemaValue, struct, text, uint } from './schema.ts'

/**
 * Client → server: this session showed something else after row `seq` than the log says; what it showed had this digest.
 * It opens the document anew by itself. The server only writes it down: it should never happen.
 */
export const divergedMessage = struct({ seq: uint(maxSeq), digest: text(maxDigestLength) })
export type DivergedMessage = SchemaValue<typeof divergedMessage>
