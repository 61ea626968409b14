import { newestDefinition } from './newest-definition.ts'
import type { PlantedBug } from './planted-bug.ts'

/** Writes a change again when it is sent again. A unique index forbids it, so that has to go, too. */
export const dedupeOff: PlantedBug = {
  name: 'dedupe-off',
  does: 'appends a change again that is sent again',
  caughtBy: ['exactly-once'],
  edits: [
    {
      file: newestDefinition('append_changes'),
      text: "WHEN p_rseq[i] <= r_rseq[k] THEN 'known'\n      WHEN p_rseq[i] <> r_rseq[k] + 1 THEN 'gap'\n      WHEN p_counter[i] <> r_counter[k] THEN 'bad_change'",
      becomes: "WHEN p_rseq[i] > r_rseq[k] + 1 THEN 'gap'",
    },
    {
      file: newestDefinition('append_changes'),
      text: 'OR p_lamport[i] <= r_lamport[k] OR p_lamport[i] > d_lamport[d] + 1',
      becomes: 'OR p_lamport[i] > d_lamport[d] + 1',
    },
    {
      file: 'prisma/migrations/20261121000000_init/migration.sql',
      text: 'CREATE UNIQUE INDEX "operation_document_id_replica_id_rseq_key"',
      becomes: 'CREATE INDEX "operation_document_id_replica_id_rseq_key"',
    },
    {
      file: 'apps/server/src/preflight.ts',
      text: 'const problems = problemsOf(facts)',
      becomes: 'const problems: string[] = []',
    },
  ],
  faults: ['lose-commit-reply'],
  nodes: 1,
}
