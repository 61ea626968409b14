import type { StrApi } from 'json-joy/lib/json-crdt/model/api/nodes.js'
import { Model } from 'json-joy/lib/json-crdt/model/Model.js'
import { Patch } from 'json-joy/lib/json-crdt-patch/Patch.js'
import type { Contender, Replica, TextEdit } from './contender.ts'

/** Session ids below are json-joy's own. */
const firstSession = 0x10000

/** The empty text that all replicas begin with: one that each made for itself would be another text. */
const empty = (() => {
  const model = Model.create(undefined, firstSession)
  model.api.set('')
  model.api.flush()
  return model.toBinary()
})()

class JsonJoyReplica implements Replica<TextEdit> {
  readonly #model: Model
  readonly #text: StrApi

  constructor(snapshot: Uint8Array, number: number) {
    this.#model = Model.load(snapshot, firstSession + number)
    this.#text = this.#model.api.str([])
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) this.#text.del(at, deleted)
    if (insert !== '') this.#text.ins(at, insert)
  }

  takeChange(): Uint8Array {
    return this.#model.api.flush().toBinary()
  }

  mark(): void {
    this.#model.api.flush()
  }

  takeAll(): readonly Uint8Array[] {
    return [this.takeChange()]
  }

  apply(change: Uint8Array): void {
    this.#model.applyPatch(Patch.fromBinary(change))
  }

  applyAll(changes: readonly Uint8Array[]): void {
    this.#model.applyBatch(changes.map((change) => Patch.fromBinary(change)))
  }

  text(): string {
    return this.#text.view()
  }

  save(): Uint8Array {
    // What waits to be sent belongs to the document, but json-joy counts it only when it is taken.
    this.#model.api.flush()
    return this.#model.toBinary()
  }
}

/** json-joy through its model: a document whose root is a string. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  prepare: (edit) => edit,
  create: (number) => new JsonJoyReplica(empty, number),
  open: (snapshot, number) => new JsonJoyReplica(snapshot, number),
  merge: (changes) => changes,
}
