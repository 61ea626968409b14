import type { ModelDatabase } from '@tandem/documents/testing'
import type { DocumentLog } from './document-log.ts'

/**
 * The log in the model of the database: for tests of what stands on a log, and for trying faults that a database does not
 * show on demand.
 */
export function memoryLog({ access, log, replicas, snapshots }: ModelDatabase): DocumentLog {
  return {
    access: async (documentId, holder) => access.open(holder, documentId),
    head: async (documentId) => log.head(documentId),
    issueReplica: async (grant) => replicas.issue(grant),
    append: async (documentId, entries) => log.append(documentId, entries),
    appendTogether: async (batches) => log.appendTogether(batches),
    read: async (documentId, after, limit) => log.read(documentId, { after, limit: limit.rows, maxBytes: limit.bytes }),
    latestSnapshot: async (documentId, damaged) => snapshots.latest(documentId, damaged),
    saveSnapshot: async (documentId, snapshot) => snapshots.save(documentId, snapshot),
    dropSnapshot: async (documentId, seq) => snapshots.drop(documentId, seq),
  }
}
