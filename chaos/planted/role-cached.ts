import { newestDefinition } from './newest-definition.ts'
import type { PlantedBug } from './planted-bug.ts'

/** Believes for five seconds what it knew of somebody's role, when they write and when they read. */
export const roleCached: PlantedBug = {
  name: 'role-cached-5s',
  does: 'believes a role for five seconds',
  caughtBy: ['no-write-without-role', 'no-read-after-removal'],
  edits: [
    {
      file: newestDefinition('append_changes'),
      text: "WHEN v_role IS NULL THEN 'not_found'\n      WHEN v_role <> ALL (p_writers) THEN 'forbidden'",
      becomes: '',
    },
    { file: 'apps/server/src/cluster/access-watch.ts', text: 'const pollMs = 400', becomes: 'const pollMs = 5_000' },
    {
      file: 'apps/server/src/cluster/access-watch.ts',
      text: 'if (documentId === null || parts.registry.open(documentId).length > 0) this.look()',
      becomes: '',
    },
    {
      file: 'apps/server/src/rooms/access-lease.ts',
      text: 'export const accessLeaseMs = 900',
      becomes: 'export const accessLeaseMs = 6_000',
    },
  ],
  // None that cuts people off: they are asked who they are when they come back.
  faults: ['old-client'],
  nodes: 1,
}
