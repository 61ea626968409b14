import type { ChangeName, OutboxChange, StoredAbout, StoredBase, StoredDocument, StoredRow } from '@tandem/client'
import { contiguousRows, replacedReplicas } from '@tandem/client/testing'

type Replicas = Pick<StoredDocument, 'replicas' | 'spares'>
type Entry = { readonly lane: string; readonly change: OutboxChange }

type Kept = {
  base: StoredBase | null
  about: StoredAbout | null
  readonly rows: Map<number, StoredRow>
  outbox: readonly Entry[]
  rescued: readonly OutboxChange[]
  readonly lanes: Map<string, Replicas>
}

/** Whether a lane belongs to whoever asks. */
export type Owns = (lane: string) => boolean

/**
 * What is on the disk of a device, in the way in which a browser's store keeps it: base and rows for all tabs, an outbox and
 * replicas for each lane. Every function is what one transaction does.
 */
export class KeptDocuments {
  readonly #documents: Map<string, Kept>

  constructor(documents: ReadonlyMap<string, Kept> = new Map()) {
    this.#documents = new Map(
      [...documents].map(([id, kept]) => [id, { ...kept, rows: new Map(kept.rows), lanes: new Map(kept.lanes) }]),
    )
  }

  /** The same on a disk of its own. */
  copy(): KeptDocuments {
    return new KeptDocuments(this.#documents)
  }

  /** Lanes that have something of a document. */
  lanesOf(documentId: string): readonly string[] {
    const { lanes, outbox } = this.#of(documentId)
    return [...new Set([...lanes.keys(), ...outbox.map(({ lane }) => lane)])]
  }

  load(documentId: string, owns: Owns): StoredDocument | null {
    const { base, about, rows, outbox, lanes } = this.#of(documentId)
    const owned = [...lanes].flatMap(([lane, entry]) => (owns(lane) ? [entry] : []))
    const mine = outbox.flatMap(({ lane, change }) => (owns(lane) ? [change] : []))
    if (!base && !about && rows.size + mine.length + owned.length === 0) return null
    return {
      base,
      rows: contiguousRows(
        base,
        [...rows.values()].sort((a, b) => a.seq - b.seq),
      ),
      outbox: mine,
      replicas: owned.flatMap(({ replicas }) => replicas),
      spares: owned.flatMap(({ spares }) => spares),
      about,
    }
  }

  rescued(documentId: string): readonly OutboxChange[] {
    return this.#of(documentId).rescued
  }

  keepChanges(documentId: string, lane: string, owns: Owns, changes: readonly OutboxChange[]): void {
    const kept = this.#of(documentId)
    joinLanes(kept, lane, owns)
    kept.outbox = [...kept.outbox, ...changes.map((change) => ({ lane, change }))]
  }

  takeRows(documentId: string, rows: readonly StoredRow[], echoed: readonly ChangeName[]): void {
    const kept = this.#of(documentId)
    for (const row of rows) kept.rows.set(row.seq, row)
    kept.outbox = without(kept.outbox, echoed)
  }

  replaceBase(documentId: string, base: StoredBase, included: readonly ChangeName[]): void {
    const kept = this.#of(documentId)
    kept.outbox = without(kept.outbox, included)
    if (kept.base && kept.base.seq > base.seq) return
    kept.base = base
    for (const seq of [...kept.rows.keys()]) if (seq <= base.seq) kept.rows.delete(seq)
  }

  forgetBase(documentId: string): void {
    const kept = this.#of(documentId)
    kept.base = null
    kept.rows.clear()
  }

  /** Puts these into their own lane. Replicas that were there stay for as long as the outbox has something of them. */
  keepReplicas(documentId: string, lane: string, owns: Owns, replicas: Replicas): void {
    const kept = this.#of(documentId)
    joinLanes(kept, lane, owns)
    const own = kept.outbox.flatMap((entry) => (entry.lane === lane ? [entry.change] : []))
    const entry = replacedReplicas(kept.lanes.get(lane), replicas, own)
    if (entry.replicas.length + entry.spares.length > 0) kept.lanes.set(lane, entry)
    else kept.lanes.delete(lane)
  }

  keepAbout(documentId: string, about: StoredAbout): void {
    this.#of(documentId).about = about
  }

  rescueOutbox(documentId: string, owns: Owns): void {
    const kept = this.#of(documentId)
    kept.rescued = [...kept.rescued, ...kept.outbox.flatMap(({ lane, change }) => (owns(lane) ? [change] : []))]
    kept.outbox = kept.outbox.filter(({ lane }) => !owns(lane))
  }

  dropRescued(documentId: string): void {
    this.#of(documentId).rescued = []
  }

  clear(documentId: string, owns: Owns): void {
    const kept = this.#of(documentId)
    this.forgetBase(documentId)
    kept.about = null
    this.rescueOutbox(documentId, owns)
    for (const lane of [...kept.lanes.keys()]) if (owns(lane)) kept.lanes.delete(lane)
  }

  #of(documentId: string): Kept {
    const known = this.#documents.get(documentId)
    if (known) return known
    const kept: Kept = { base: null, about: null, rows: new Map(), outbox: [], rescued: [], lanes: new Map() }
    this.#documents.set(documentId, kept)
    return kept
  }
}

/** What is in other lanes of the same owner goes to one of them: they would part again when their owner is gone. */
function joinLanes(kept: Kept, own: string, owns: Owns): void {
  kept.outbox = kept.outbox.map((entry) => (owns(entry.lane) ? { ...entry, lane: own } : entry))
  const left = [...kept.lanes].filter(([lane]) => lane !== own && owns(lane))
  if (left.length === 0) return
  const { replicas, spares } = kept.lanes.get(own) ?? { replicas: [], spares: [] }
  const theirs = left.flatMap(([, entry]) => [...entry.replicas, ...entry.spares])
  for (const [lane] of left) kept.lanes.delete(lane)
  kept.lanes.set(own, { replicas: [...replicas, ...theirs], spares })
}

function without(outbox: readonly Entry[], names: readonly ChangeName[]): readonly Entry[] {
  if (names.length === 0) return outbox
  return outbox.filter(
    ({ change }) => !names.some((name) => name.replica === change.replica && name.rseq === change.rseq),
  )
}
