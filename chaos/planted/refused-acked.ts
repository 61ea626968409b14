import type { PlantedBug } from './planted-bug.ts'

/** Echoes what the database did not take. */
export const refusedAcked: PlantedBug = {
  name: 'ack-of-a-refused-change',
  does: 'echoes changes that were refused',
  caughtBy: ['acked-in-log', 'shown-in-log'],
  edits: [
    {
      file: 'apps/server/src/rooms/room-writer.ts',
      text: 'if (!refused.has(session)) refused.set(session, { code: verdict.code, rseq: entry.rseq })',
      becomes: 'rows.push({ ...entry, seq: this.#feed.head + rows.length + 1, userId: entry.user })',
    },
  ],
  faults: ['slow-database'],
  nodes: 1,
}
