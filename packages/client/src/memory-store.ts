import type { IssuedReplica } from '@tandem/protocol'
import type { ChangeName, OfflineStore, OutboxChange, StoredBase, StoredRow } from './offline-store.ts'

type Entry = {
  base: StoredBase | null
  rows: StoredRow[]
  outbox: OutboxChange[]
  replicas: readonly IssuedReplica[]
  rescued: OutboxChange[]
}

/** Keeps documents for as long as it lives itself. */
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
      for (const change of changes) {
        entryOf(documentId).outbox.push({ ...change, payload: change.payload.slice() })
      }
    },
    async takeRows(documentId, rows, echoed) {
      const entry = entryOf(documentId)
      for (const { seq, payload } of rows) entry.rows.push({ seq, payload: payload.slice() })
      remove(entry.outbox, echoed)
    },
    async replaceBase(documentId, base, included) {
      const entry = entryOf(documentId)
      entry.base = { seq: base.seq, state: base.state.slice() }
      entry.rows = []
      remove(entry.outbox, included)
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

function remove(outbox: OutboxChange[], names: readonly ChangeName[]): void {
  for (const { replica, rseq } of names) {
    const at = outbox.findIndex((change) => change.replica === replica && change.rseq === rseq)
    if (at >= 0) outbox.splice(at, 1)
  }
}
