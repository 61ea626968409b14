import { type Change, decodeChange, type Edit, encodeChange, TandemDoc } from '@tandem/crdt'
import type { Contender, Replica, TextEdit } from './contender.ts'

class TandemReplica implements Replica<Edit> {
  readonly #doc: TandemDoc
  #made: Change | null = null

  constructor(doc: TandemDoc, number: number) {
    this.#doc = doc
    doc.become(number)
  }

  edit(edit: Edit): void {
    this.#made = this.#doc.edit(edit)
  }

  takeChange(): Uint8Array {
    if (!this.#made) throw new Error('nothing was edited')
    return encodeChange(this.#made)
  }

  apply(change: Uint8Array): void {
    this.#doc.apply([decodeChange(change)])
  }

  applyAll(changes: readonly Uint8Array[]): void {
    this.#doc.apply(changes.map(decodeChange))
  }

  text(): string {
    return this.#doc.toString()
  }

  save(): Uint8Array {
    return this.#doc.snapshot()
  }
}

/** Tandem, through what its package exports. */
export const contender: Contender<Edit> = {
  unit: 'code units',
  prepare: ({ at, deleted, insert }: TextEdit) => [{ from: at, to: at + deleted, insert }],
  create: (number) => new TandemReplica(new TandemDoc(), number),
  open: (snapshot, number) => new TandemReplica(TandemDoc.fromSnapshot(snapshot), number),
  merge: (changes) => changes,
}
