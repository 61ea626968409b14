import { defaultLimits, type ServerLimits } from '@tandem/server/engine'

/** Rates are not what is tried here, and their buckets go by the machine's clock: nobody ever reaches them. */
const never = 1e9

/**
 * Small enough that a few seconds of typing get to what takes a busy day otherwise: snapshots, opening with one, and rows
 * that are held back from a slow reader, and a reader that takes nothing cut.
 */
export const nodeLimits: ServerLimits = {
  ...defaultLimits,
  pushesPerSecond: never,
  pushBurst: never,
  charactersPerSecond: never,
  characterBurst: never,
  documentChangesPerSecond: never,
  presencePerSecond: never,
  excessBurst: never,
  excessPerSecond: never,
  joinsPerSecond: never,
  joinBurst: never,
  replayedRows: 12,
  snapshotTailBytes: 2_000,
  closedTailBytes: 500,
  heldBackMessages: 3,
  unsentMessages: 12,
  unsentMs: 1_000,
}
