import type { Database } from '@tandem/db'
import {
  appendChanges,
  appendTogether,
  dropSnapshot,
  head,
  issueReplica,
  latestSnapshot,
  openAccess,
  readLog,
  saveSnapshot,
} from '@tandem/documents'
import type { DocumentLog } from './document-log.ts'

/** The log in Postgres. */
export function postgresLog(db: Database): DocumentLog {
  return {
    access: (documentId, holder) => openAccess(db, holder, documentId),
    head: (documentId) => head(db, documentId),
    issueReplica: (grant) => issueReplica(db, grant),
    append: (documentId, entries) => appendChanges(db, documentId, entries),
    appendTogether: (batches) => appendTogether(db, batches),
    read: (documentId, after, limit) => readLog(db, documentId, { after, limit: limit.rows, maxBytes: limit.bytes }),
    latestSnapshot: (documentId, damaged) => latestSnapshot(db, documentId, damaged),
    saveSnapshot: (documentId, snapshot) => saveSnapshot(db, documentId, snapshot),
    dropSnapshot: (documentId, seq) => dropSnapshot(db, documentId, seq),
  }
}
