import { maxCounter, maxReplica } from './limits.ts'

/** One running copy of a document: an integer from 1 to `maxReplica`, never used by two copies. */
export type ReplicaId = number

/**
 * The name of one inserted UTF-16 code unit, for ever. A replica numbers the code units that it inserts 0, 1, 2, …
 * without gaps, deleted ones included.
 */
export type Id = { readonly replica: ReplicaId; readonly counter: number }

/** Whether a number is a replica id. */
export function isReplicaId(value: number): boolean {
  return isWithin(value, 1, maxReplica)
}

/** Whether numbers can name a code unit. */
export function isId({ replica, counter }: Id): boolean {
  return isReplicaId(replica) && isWithin(counter, 0, maxCounter)
}

/** Whether a number is an integer from `min` to `max`. */
export function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
