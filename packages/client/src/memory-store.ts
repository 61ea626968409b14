import type { IssuedReplica } from '@tandem/protocol'
import { contiguousRows } from './contiguous-rows.ts'
import type { ChangeName, OfflineStore, OutboxChange, StoredAbout, StoredBase, StoredRow } from './offline-store.ts'
import { replacedReplicas } from './replaced-replicas.ts'

type Entry = {
  base: StoredBase | null
  rows: StoredRow[]
  outbox: OutboxChange[]
  replicas: readonly IssuedReplica[]
  spares: readonly IssuedReplica[]
  about: StoredAbout | null
  rescued: OutboxChange[]
}

/** Keeps documents for as long as it lives itself. */
export function memoryStore(): OfflineStore {
  const entries = new Map<string, Entry>()
  const entryOf = (documentId: string): Entry => {
    const known = entries.get(documentId)
    if (known) return known
    const entry: Entry = { base: null, rows: [], outbox: [], replicas: [], spares: [], about: null, rescued: [] }
    entries.set(documentId, entry)
    return entry
  }
  return {
    durable: false,
    onLost() {},
    onOrphaned() {},
    async load(documentId) {
      const entry = entries.get(documentId)
      if (!entry) return null
      const { base, outbox, replicas, spares, about } = entry
      const rows = contiguousRows(base, entry.rows)
      const kept = rows.length + outbox.length + replicas.length + spares.length
      if (!base && !about && kept === 0) return null
      return { base, rows, outbox: [...outbox], replicas, spares, about }
    },
    async keepChanges(documentId, changes) {
      for (const change of changes) {
        entryOf(documentId).outbox.push({ ...change, payload: change.payload.slice() })
      }
    },
    async takeRows(documentId, rows, echoed) {
      const entry = entryOf(documentId)
      for (const { seq, payload } of rows) {
        // Another session may have kept it already, or be past it.
        if (seq > lastSeq(entry)) entry.rows.push({ seq, payload: payload.slice() })
      }
      remove(entry.outbox, echoed)
    },
    async replaceBase(documentId, base, included) {
      const entry = entryOf(documentId)
      remove(entry.outbox, included)
      if (entry.base && entry.base.seq > base.seq) return
      entry.base = { seq: base.seq, state: base.state.slice() }
      entry.rows = entry.rows.filter(({ seq }) => seq > base.seq)
    },
    async forgetBase(documentId) {
      const entry = entryOf(documentId)
      entry.base = null
      entry.rows = []
    },
    async keepReplicas(documentId, replicas, spares) {
      const entry = entryOf(documentId)
      Object.assign(entry, replacedReplicas(entry, { replicas, spares }, entry.outbox))
    },
    async keepAbout(documentId, about) {
      entryOf(documentId).about = about
    },
    async rescueOutbox(documentId) {
      const entry = entryOf(documentId)
      entry.rescued.push(...entry.outbox.splice(0))
    },
    rescued: async (documentId) => [...(entries.get(documentId)?.rescued ?? [])],
    async dropRescued(documentId) {
      entryOf(documentId).rescued = []
    },
    async clear(documentId) {
      const { rescued, outbox } = entryOf(documentId)
      entries.delete(documentId)
      entryOf(documentId).rescued = [...rescued, ...outbox]
    },
  }
}

function lastSeq({ base, rows }: Entry): number {
  return rows.at(-1)?.seq ?? base?.seq ?? 0
}

function remove(outbox: OutboxChange[], names: readonly ChangeName[]): void {
  for (const { replica, rseq } of names) {
    const at = outbox.findIndex((change) => change.replica === replica && change.rseq === rseq)
    if (at >= 0) outbox.splice(at, 1)
  }
}
