import { Decoder } from 'json-joy/lib/json-crdt/codec/sidecar/binary/Decoder.js'
import { Encoder } from 'json-joy/lib/json-crdt/codec/sidecar/binary/Encoder.js'
import type { StrApi } from 'json-joy/lib/json-crdt/model/api/nodes.js'
import { Model } from 'json-joy/lib/json-crdt/model/Model.js'
import { Patch } from 'json-joy/lib/json-crdt-patch/Patch.js'
import type { Contender, Replica, TextEdit } from './contender.ts'
import { randomBits } from './replica-ids.ts'

const session = (number: number) => randomBits(number, 53)

/** The empty text that all replicas begin with: one that each made for itself would be another text. */
const empty = (() => {
  const model = Model.create(undefined, session(0))
  model.api.set('')
  model.api.flush()
  return model
})()

class JsonJoyReplica implements Replica<TextEdit> {
  readonly #model: Model
  readonly #text: StrApi

  constructor(model: Model, number: number) {
    this.#model = model
    model.setSid(session(number))
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
    const [, structure] = encoder.encode(this.#model)
    const view = textEncoder.encode(this.text())
    const bytes = new Uint8Array(4 + view.length + structure.length)
    new DataView(bytes.buffer).setUint32(0, view.length)
    bytes.set(view, 4)
    bytes.set(structure, 4 + view.length)
    return bytes
  }
}

const encoder = new Encoder()
const decoder = new Decoder()
const textEncoder = new TextEncoder()
const textDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * json-joy through its model: a document whose root is a string; saved in its smallest format, the
 * view with the structure beside it.
 */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number) => new JsonJoyReplica(empty.clone(), number),
  open: (snapshot, number) => {
    const end = 4 + new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(0)
    return new JsonJoyReplica(
      decoder.decode(textDecoder.decode(snapshot.subarray(4, end)), snapshot.subarray(end)),
      number,
    )
  },
  merge: (changes) => changes,
}
