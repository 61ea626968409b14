import { Doc } from 'diamond-types-node'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'
import { randomName } from './replica-ids.ts'

class DiamondTypesReplica implements Replica<TextEdit> {
  readonly #doc: Doc
  readonly #recordsEach: boolean
  #marked: Uint32Array

  constructor(doc: Doc, recording: Recording) {
    this.#doc = doc
    this.#recordsEach = recording === 'each'
    this.#marked = doc.getLocalVersion()
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) this.#doc.del(at, deleted)
    if (insert !== '') this.#doc.ins(at, insert)
  }

  takeChange(): Uint8Array {
    const patch = this.#doc.getPatchSince(this.#marked)
    this.#marked = this.#doc.getLocalVersion()
    return patch
  }

  mark(): void {
    this.#marked = this.#doc.getLocalVersion()
  }

  takeAll(): readonly Uint8Array[] {
    return [this.#doc.getPatchSince(this.#marked)]
  }

  apply(change: Uint8Array): void {
    this.#doc.mergeBytes(change)
    if (this.#recordsEach) this.mark()
  }

  applyAll(changes: readonly Uint8Array[]): void {
    for (const change of changes) this.#doc.mergeBytes(change)
  }

  text(): string {
    return this.#doc.get()
  }

  save(): Uint8Array {
    return this.#doc.toBytes()
  }
}

/** Agents have any name; one that nobody else takes isn't shorter. */
const agent = (number: number) => randomName(number, 10)

/** diamond-types (Rust, WASM). Positions count code points. */
export const contender: Contender<TextEdit> = {
  unit: 'code points',
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number, recording) => new DiamondTypesReplica(new Doc(agent(number)), recording),
  open: (snapshot, number) => new DiamondTypesReplica(Doc.fromBytes(snapshot, agent(number)), 'none'),
  merge: (changes) => {
    const doc = new Doc(agent(0))
    for (const change of changes) doc.mergeBytes(change)
    return [doc.toBytes()]
  },
}
