import { StrNode } from 'json-joy/lib/json-crdt/nodes/str/StrNode.js'
import { ClockVector, Timestamp } from 'json-joy/lib/json-crdt-patch/clock/index.js'
import { DelOp, InsStrOp } from 'json-joy/lib/json-crdt-patch/operations.js'
import { Patch } from 'json-joy/lib/json-crdt-patch/Patch.js'
import { PatchBuilder } from 'json-joy/lib/json-crdt-patch/PatchBuilder.js'
import { type Contender, type Recording, type Replica, type TextEdit, Unsupported } from './contender.ts'
import { randomBits } from './replica-ids.ts'

const session = (number: number) => randomBits(number, 53)

/** The name of the string, the same everywhere. */
const nodeId = new Timestamp(session(0), 1)

class NodeReplica implements Replica<TextEdit> {
  readonly #node = new StrNode(nodeId)
  readonly #clock: ClockVector
  readonly #builder: PatchBuilder | null

  constructor(number: number, recording: Recording) {
    this.#clock = new ClockVector(session(number), nodeId.time + 1)
    this.#builder = recording !== 'none' ? new PatchBuilder(this.#clock) : null
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) {
      const spans = this.#node.findInterval(at, deleted)
      this.#node.delete(spans)
      if (this.#builder) this.#builder.del(nodeId, spans)
      else this.#clock.tick(1)
    }
    if (insert === '') return
    const after = this.#node.insAt(at, new Timestamp(this.#clock.sid, this.#clock.time), insert)
    if (!after) throw new Error(`there is no position ${at}`)
    if (this.#builder) this.#builder.insStr(nodeId, after, insert)
    else this.#clock.tick(insert.length)
  }

  takeChange(): Uint8Array {
    if (!this.#builder) throw new Error('nothing was recorded')
    return this.#builder.flush().toBinary()
  }

  mark(): void {
    this.#builder?.flush()
  }

  takeAll(): readonly Uint8Array[] {
    return [this.takeChange()]
  }

  apply(change: Uint8Array): void {
    for (const operation of Patch.fromBinary(change).ops) {
      this.#clock.observe(operation.id, operation.span())
      if (operation instanceof InsStrOp) this.#node.ins(operation.ref, operation.id, operation.data)
      else if (operation instanceof DelOp) this.#node.delete(operation.what)
    }
  }

  applyAll(changes: readonly Uint8Array[]): void {
    for (const change of changes) this.apply(change)
  }

  text(): string {
    return this.#node.view()
  }

  save(): Uint8Array {
    throw new Unsupported('a bare node has no snapshot of its own')
  }
}

/** json-joy's string node without a document around it, told of ids by hand; changes in json-joy's own format. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number, recording) => new NodeReplica(number, recording),
  open: () => {
    throw new Unsupported('a bare node has no snapshot of its own')
  },
  merge: (changes) => changes,
}
