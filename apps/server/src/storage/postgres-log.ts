import type { Database } from '@tandem/db'
import {
  appendChanges,
  dropSnapshot,
  head,
  issueReplica,
  latestSnapshot,
  readLog,
  roleOf,
  saveSnapshot,
} from '@tandem/documents'
import type { DocumentLog } from './document-log.ts'

/** The log in Postgres. */
export function postgresLog(db: Database): DocumentLog {
  return {
    access: (documentId, userId) => roleOf(db, userId, documentId),
    head: (documentId) => head(db, documentId),
    issueReplica: (grant) => issueReplica(db, grant),
    append: (documentId, entries) => appendChanges(db, documentId, entries),
    read: (documentId, after, limit) => readLog(db, documentId, { after, limit: limit.rows, maxBytes: limit.bytes }),
    latestSnapshot: (documentId, damaged) => latestSnapshot(db, documentId, damaged),
    saveSnapshot: (documentId, snapshot) => saveSnapshot(db, documentId, snapshot),
    dropSnapshot: (documentId, seq) => dropSnapshot(db, documentId, seq),
  }
}
