import type { PlantedBug } from './planted-bug.ts'

/** One of two nodes never hears that somebody was removed. */
export const localRevoke: PlantedBug = {
  name: 'revoke-on-one-node-only',
  does: 'looks who may read on the first node only',
  caughtBy: ['no-read-after-removal'],
  edits: [
    {
      file: 'apps/server/src/cluster/access-watch.ts',
      text: 'registry.accessChanged(changes)',
      becomes: "if (process.env.CHAOS_NODE === '1') registry.accessChanged(changes)",
    },
  ],
  // None that cuts people off: they are asked who they are when they come back.
  faults: ['stop-redis'],
  nodes: 2,
}
