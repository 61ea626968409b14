import type { PlantedBug } from './planted-bug.ts'

/** Tells the rows of a batch the wrong way round. */
export const outOfOrder: PlantedBug = {
  name: 'broadcast-out-of-order',
  does: 'echoes the rows of a batch from the last to the first',
  caughtBy: ['shown-in-log'],
  edits: [
    {
      file: 'apps/server/src/rooms/room-feed.ts',
      text: 'const echo = new Echo({ firstSeq, at: committedAt, authors }, rows)',
      becomes: 'const echo = new Echo({ firstSeq, at: committedAt, authors }, rows.toReversed())',
    },
  ],
  faults: ['slow-database'],
  nodes: 1,
}
