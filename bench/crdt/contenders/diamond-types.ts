import { Doc } from 'diamond-types-node'
import type { Contender, Replica, TextEdit } from './contender.ts'

class DiamondTypesReplica implements Replica<TextEdit> {
  readonly #doc: Doc
  readonly #records: boolean
  #sent: Uint32Array

  constructor(doc: Doc, records: boolean) {
    this.#doc = doc
    this.#records = records
    this.#sent = doc.getLocalVersion()
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) this.#doc.del(at, deleted)
    if (insert !== '') this.#doc.ins(at, insert)
  }

  takeChange(): Uint8Array {
    const patch = this.#doc.getPatchSince(this.#sent)
    this.#sent = this.#doc.getLocalVersion()
    return patch
  }

  apply(change: Uint8Array): void {
    this.#doc.mergeBytes(change)
    if (this.#records) this.#sent = this.#doc.getLocalVersion()
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

const agent = (number: number) => `agent ${number}`

/** diamond-types (Rust, WASM). Positions count code points. */
export const contender: Contender<TextEdit> = {
  unit: 'code points',
  prepare: (edit) => edit,
  create: (number, records) => new DiamondTypesReplica(new Doc(agent(number)), records),
  open: (snapshot, number) => new DiamondTypesReplica(Doc.fromBytes(snapshot, agent(number)), false),
  merge: (changes) => {
    const doc = new Doc(agent(0))
    for (const change of changes) doc.mergeBytes(change)
    return [doc.toBytes()]
  },
}
