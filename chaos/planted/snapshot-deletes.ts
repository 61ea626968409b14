import type { PlantedBug } from './planted-bug.ts'

/** Tidies the log up to a snapshot away. The database forbids that three times over, so all of that has to go, too. */
export const snapshotDeletes: PlantedBug = {
  name: 'snapshot-deletes-log-rows',
  does: 'deletes the rows that a snapshot holds',
  caughtBy: ['log-without-hole'],
  edits: [
    {
      file: 'apps/server/src/storage/postgres-log.ts',
      text: 'saveSnapshot: (documentId, snapshot) => saveSnapshot(db, documentId, snapshot),',
      becomes: `saveSnapshot: async (documentId, snapshot) => {
        await saveSnapshot(db, documentId, snapshot)
        await db.pool.query('DELETE FROM operation WHERE document_id = $1 AND seq <= $2', [documentId, snapshot.seq])
      },`,
    },
    {
      file: 'prisma/migrations/20261121000100_rules_and_functions/migration.sql',
      text: 'CREATE TRIGGER operation_append_only BEFORE UPDATE OR DELETE ON "operation"',
      becomes: 'CREATE TRIGGER operation_append_only BEFORE UPDATE ON "operation"',
    },
    {
      file: 'prisma/migrations/20261121000600_application_role/migration.sql',
      text: 'REVOKE UPDATE, DELETE ON "operation" FROM tandem_app;',
      becomes: '',
    },
    {
      file: 'apps/server/src/preflight.ts',
      text: 'const problems = problemsOf(facts)',
      becomes: 'const problems: string[] = []',
    },
  ],
  faults: ['damage-snapshot', 'stop-reading'],
  nodes: 1,
}
