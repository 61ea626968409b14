import type { Id, TandemDoc } from '@tandem/crdt'

/** What somebody meant by an edit, and what they knew when they made it. */
export type Intention = {
  /** What was typed comes directly behind this; null: at the start. */
  readonly left: Id | null
  /** What was to be deleted. */
  readonly chosen: readonly Id[]
  /** How many changes of each replica they had seen. */
  readonly seen: ReadonlyMap<number, number>
}

/** What everybody meant, by the change that came of it. */
export class Intentions {
  readonly #meant = new Map<string, Intention>()
  readonly #issued: (documentId: string) => number

  /** `issued` says how many replicas a document has had: they are counted from one on. */
  constructor(issued: (documentId: string) => number) {
    this.#issued = issued
  }

  /**
   * Lets somebody edit, and notes what they mean by it: what stands between `from` and `to` is to be gone, and what is typed
   * there. A name may have been given before, to a change that was never sent: this one takes its place.
   */
  note(documentId: string, doc: TandemDoc, range: { from: number; to: number }, edit: () => void): void {
    const meant = this.meaning(documentId, doc, range)
    edit()
    const { replica } = doc
    if (replica !== null) this.keep(documentId, { replica, rseq: doc.rseqOf(replica) }, meant)
  }

  /** What somebody means who is about to edit there. */
  meaning(documentId: string, doc: TandemDoc, { from, to }: { from: number; to: number }): Intention {
    const seen = new Map<number, number>()
    for (let replica = 1; replica <= this.#issued(documentId); replica++) {
      const rseq = doc.rseqOf(replica)
      if (rseq > 0) seen.set(replica, rseq)
    }
    const chosen: Id[] = []
    for (let at = from; at < to; at++) {
      const id = unitBefore(doc, at + 1)
      if (id) chosen.push(id)
    }
    return { left: unitBefore(doc, from), chosen, seen }
  }

  /** That is what was meant by the change of this name. */
  keep(
    documentId: string,
    { replica, rseq }: { readonly replica: number; readonly rseq: number },
    meant: Intention,
  ): void {
    this.#meant.set(`${documentId}:${replica}:${rseq}`, meant)
  }

  /** What was meant by a change; null for one that nobody here made by an edit. */
  of(documentId: string, { replica, rseq }: { readonly replica: number; readonly rseq: number }): Intention | null {
    return this.#meant.get(`${documentId}:${replica}:${rseq}`) ?? null
  }
}

/** The code unit in front of a place; null at the start. */
export function unitBefore(doc: TandemDoc, place: number): Id | null {
  const unit = place > 0 ? doc.slice(place - 1, place) : ''
  if (unit >= '\ud800' && unit <= '\udbff') {
    // No anchor is within a character: its halves were typed together.
    const second = unitBefore(doc, place + 1)
    return second && { ...second, counter: second.counter - 1 }
  }
  const anchor = doc.anchorAt(place, 'before')
  return 'side' in anchor ? anchor.at : null
}
