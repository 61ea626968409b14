import type { DocumentLog } from '@tandem/server/engine'
import type { Process } from '../engine/process.ts'
import type { Witness } from '../world/witness.ts'
import type { SimDatabase } from './sim-database.ts'

/** The log as one node has it: calls of the model, in the database's time and with its faults. */
export function simLog(database: SimDatabase, process: Process, observer: Witness): DocumentLog {
  const { model } = database
  return {
    access: (documentId, holder) => {
      return database.call(process, 'access', 'reads', () => model.access.open(holder, documentId))
    },
    head: (documentId) => database.call(process, 'head', 'reads', () => model.log.head(documentId)),
    issueReplica: (grant) =>
      database.call(process, 'issueReplica', 'writes', () => {
        const replica = model.replicas.issue(grant)
        observer.issued(grant, replica)
        return replica
      }),
    append: (documentId, entries) =>
      database.call(process, 'append', 'writes', () => {
        const outcome = model.log.append(documentId, entries)
        observer.appended(documentId, entries, outcome)
        return outcome
      }),
    appendTogether: (batches) =>
      database.call(process, 'appendTogether', 'writes', () => {
        const outcomes = model.log.appendTogether(batches)
        for (const [at, { documentId, entries }] of batches.entries()) {
          const outcome = outcomes[at]
          if (outcome) observer.appended(documentId, entries, outcome)
        }
        return outcomes
      }),
    read: (documentId, after, { rows, bytes }) =>
      database.call(process, 'read', 'reads', () =>
        model.log.read(documentId, { after, limit: rows, maxBytes: bytes }),
      ),
    latestSnapshot: (documentId, damaged) =>
      database.call(process, 'latestSnapshot', 'reads', () => model.snapshots.latest(documentId, damaged)),
    saveSnapshot: (documentId, snapshot) =>
      database.call(process, 'saveSnapshot', 'writes', () => {
        model.snapshots.save(documentId, snapshot)
        observer.snapshotSaved(documentId, snapshot)
      }),
    dropSnapshot: (documentId, seq) =>
      database.call(process, 'dropSnapshot', 'writes', () => model.snapshots.drop(documentId, seq)),
  }
}
