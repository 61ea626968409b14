import { type Change, decodeChange, type Edit, encodeChange, TandemDoc } from '@tandem/crdt'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'

class TandemReplica implements Replica<Edit> {
  readonly #doc: TandemDoc
  readonly #records: boolean
  #made: Change[] = []

  constructor(doc: TandemDoc, number: number, recording: Recording) {
    this.#doc = doc
    this.#records = recording !== 'none'
    doc.become(number)
  }

  edit(edit: Edit): void {
    const change = this.#doc.edit(edit)
    if (this.#records) this.#made.push(change)
  }

  takeChange(): Uint8Array {
    const change = this.#made.pop()
    if (!change || this.#made.length > 0) throw new Error('not one edit was made')
    return encodeChange(change)
  }

  mark(): void {
    this.#made = []
  }

  takeAll(): readonly Uint8Array[] {
    return this.#made.map(encodeChange)
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
  mergesDifferently: null,
  prepare: ({ at, deleted, insert }: TextEdit) => [{ from: at, to: at + deleted, insert }],
  create: (number, recording) => new TandemReplica(new TandemDoc(), number, recording),
  open: (snapshot, number) => new TandemReplica(TandemDoc.fromSnapshot(snapshot), number, 'none'),
  merge: (changes) => changes,
}
