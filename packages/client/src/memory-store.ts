import type { IssuedReplica } from '@tandem/protocol'
import type { OfflineStore, OutboxChange, StoredBase, StoredRow } from './offline-store.ts'

type Entry = {
  base: StoredBase | null
  rows: StoredRow[]
  outbox: OutboxChange[]
  replicas: readonly IssuedReplica[]
  rescued: OutboxChange[]
}

/** Keeps documents for as long as the page lives. */
export function memoryStore(): OfflineStore {
  const entries = new Map<string, Entry>()
  const entryOf = (documentId: string): Entry => {
    const known = entries.get(documentId)
    if (known) return known
    const entry: Entry = { base: null, rows: [], outbox: [], replicas: [], rescued: [] }
    entries.set(documentId, entry)
    return entry
  }
  return {
    async load(documentId) {
      const entry = entries.get(documentId)
      if (!entry) return null
      return { base: entry.base, rows: [...entry.rows], outbox: [...entry.outbox], replicas: entry.replicas }
    },
    async keepChanges(documentId, changes) {
      entryOf(documentId).outbox.push(...changes)
    },
    async takeRows(documentId, rows, echoed) {
      const entry = entryOf(documentId)
      for (const row of rows) entry.rows.push(row)
      for (const name of echoed) {
        const at = entry.outbox.findIndex((change) => change.replica === name.replica && change.rseq === name.rseq)
        if (at >= 0) entry.outbox.splice(at, 1)
      }
    },
    async replaceBase(documentId, base) {
      const entry = entryOf(documentId)
      entry.base = base
      entry.rows = []
    },
    async keepReplicas(documentId, replicas) {
      entryOf(documentId).replicas = replicas
    },
    async rescueOutbox(documentId) {
      const entry = entryOf(documentId)
      entry.rescued.push(...entry.outbox.splice(0))
    },
    rescued: async (documentId) => [...(entries.get(documentId)?.rescued ?? [])],
    async clear(documentId) {
      entries.delete(documentId)
    },
  }
}
