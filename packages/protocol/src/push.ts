import { maxChangeBytes, maxPushChanges } from './limits.ts'
import { bytes, list, type SchemaValue, struct } from './schema.ts'

/**
 * Client → server: encoded changes, each replica's in the order of their `rseq`. The answer to each is its `echo`,
 * after it is in the log, or an error that names the first refused one; what was pushed behind a refused change of the
 * same replica is refused with it.
 */
export const pushMessage = struct({ changes: list(bytes(maxChangeBytes), maxPushChanges) })
export type PushMessage = SchemaValue<typeof pushMessage>
