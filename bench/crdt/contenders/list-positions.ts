import { type BunchMeta, Order, type OrderSavedState, Text, type TextSavedState } from 'list-positions'
import type { Contender, Replica, TextEdit } from './contender.ts'

/** What one edit did: deleted runs, and an inserted one with the bunch that was made for it, if any. */
type Message = {
  d?: [bunch: string, index: number, count: number][]
  i?: [bunch: string, index: number, text: string]
  m?: BunchMeta
}
type Saved = { order: OrderSavedState; text: TextSavedState }

class ListPositionsReplica implements Replica<TextEdit> {
  readonly #order: Order
  readonly #text: Text
  readonly #records: boolean
  #made: Message = {}

  constructor(number: number, records: boolean) {
    this.#order = new Order({ replicaID: `r${number}` })
    this.#text = new Text(this.#order)
    this.#records = records
  }

  load({ order, text }: Saved): this {
    this.#order.load(order)
    this.#text.load(text)
    return this
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (this.#records) this.#made = {}
    if (deleted === 1) {
      const position = this.#text.positionAt(at)
      this.#text.delete(position)
      if (this.#records) this.#made.d = [[position.bunchID, position.innerIndex, 1]]
    } else if (deleted > 0) {
      const items = [...this.#text.items(at, at + deleted)]
      for (const [start, chars] of items) if (typeof chars === 'string') this.#text.delete(start, chars.length)
      if (this.#records)
        this.#made.d = items.map(([{ bunchID, innerIndex }, { length }]) => [bunchID, innerIndex, length])
    }
    if (insert === '') return
    const [position, meta] = this.#text.insertAt(at, insert)
    if (!this.#records) return
    this.#made.i = [position.bunchID, position.innerIndex, insert]
    if (meta) this.#made.m = meta
  }

  takeChange(): Uint8Array {
    return encoder.encode(JSON.stringify(this.#made))
  }

  apply(change: Uint8Array): void {
    const { d, i, m }: Message = JSON.parse(decoder.decode(change))
    if (m) this.#order.addMetas([m])
    if (d) for (const [bunchID, innerIndex, count] of d) this.#text.delete({ bunchID, innerIndex }, count)
    if (i) this.#text.set({ bunchID: i[0], innerIndex: i[1] }, i[2])
  }

  applyAll(changes: readonly Uint8Array[]): void {
    for (const change of changes) this.apply(change)
  }

  text(): string {
    return this.#text.toString()
  }

  save(): Uint8Array {
    return encoder.encode(JSON.stringify({ order: this.#order.save(), text: this.#text.save() } satisfies Saved))
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** list-positions: a text and its order, with messages and saved states as JSON, as in its documentation. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  prepare: (edit) => edit,
  create: (number, records) => new ListPositionsReplica(number, records),
  open: (snapshot, number) => new ListPositionsReplica(number, false).load(JSON.parse(decoder.decode(snapshot))),
  merge: (changes) => changes,
}
