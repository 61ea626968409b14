import type { StoredSnapshot } from '../../log/snapshots.ts'
import type { SnapshotRow } from './document-row.ts'
import type { Tables } from './tables.ts'

/** Snapshots that are kept of a document. */
const kept = 2

/** Snapshots in the model. */
export class ModelSnapshots {
  readonly #tables: Tables

  constructor(tables: Tables) {
    this.#tables = tables
  }

  /** As `latestSnapshot`. */
  latest(documentId: string, damaged: (seq: number) => void): StoredSnapshot | null {
    const snapshots = this.#tables.documents.get(documentId)?.snapshots ?? new Map<number, SnapshotRow>()
    for (const seq of newestFirst(snapshots)) {
      const row = snapshots.get(seq)
      if (row?.intact) {
        const { intact: _, ...snapshot } = row
        return snapshot
      }
      damaged(seq)
      snapshots.delete(seq)
    }
    return null
  }

  /** As `saveSnapshot`. */
  save(documentId: string, snapshot: StoredSnapshot): void {
    const document = this.#tables.documents.get(documentId)
    if (!document || snapshot.seq > document.log.length) return
    const { snapshots } = document
    const newer = [...snapshots.keys()].filter((seq) => seq > snapshot.seq)
    if (newer.length >= kept) return
    snapshots.set(snapshot.seq, { ...snapshot, state: snapshot.state.slice(), intact: true })
    for (const seq of newestFirst(snapshots).slice(kept)) snapshots.delete(seq)
  }

  /** As `dropSnapshot`. */
  drop(documentId: string, seq: number): void {
    this.#tables.documents.get(documentId)?.snapshots.delete(seq)
  }

  /** The disk rots: the bytes of a snapshot are not what was saved any more. */
  damage(documentId: string, seq: number): void {
    const snapshots = this.#tables.documents.get(documentId)?.snapshots
    const row = snapshots?.get(seq)
    if (row) snapshots?.set(seq, { ...row, intact: false })
  }
}

function newestFirst(snapshots: ReadonlyMap<number, SnapshotRow>): number[] {
  return [...snapshots.keys()].sort((a, b) => b - a)
}
