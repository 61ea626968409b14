import { type BunchMeta, Order, type OrderSavedState, Text, type TextSavedState } from 'list-positions'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'
import { randomName } from './replica-ids.ts'

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
  #made: Message[] = []

  constructor(number: number, recording: Recording) {
    this.#order = new Order({ replicaID: randomName(number, 21) })
    this.#text = new Text(this.#order)
    this.#records = recording !== 'none'
  }

  load({ order, text }: Saved): this {
    this.#order.load(order)
    this.#text.load(text)
    return this
  }

  edit({ at, deleted, insert }: TextEdit): void {
    const message: Message = {}
    if (deleted === 1) {
      const position = this.#text.positionAt(at)
      this.#text.delete(position)
      message.d = [[position.bunchID, position.innerIndex, 1]]
    } else if (deleted > 0) {
      const items = [...this.#text.items(at, at + deleted)]
      for (const [start, chars] of items) this.#text.delete(start, chars.length)
      message.d = items.map(([{ bunchID, innerIndex }, { length }]) => [bunchID, innerIndex, length])
    }
    if (insert !== '') {
      const [position, meta] = this.#text.insertAt(at, insert)
      message.i = [position.bunchID, position.innerIndex, insert]
      if (meta) message.m = meta
    }
    if (this.#records) this.#made.push(message)
  }

  takeChange(): Uint8Array {
    const message = this.#made.pop()
    if (!message || this.#made.length > 0) throw new Error('not one edit was made')
    return encode(message)
  }

  mark(): void {
    this.#made = []
  }

  takeAll(): readonly Uint8Array[] {
    return this.#made.map(encode)
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
    return encode({ order: this.#order.save(), text: this.#text.save() } satisfies Saved)
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const encode = (value: Message | Saved) => encoder.encode(JSON.stringify(value))

/** list-positions: a text and its order, with messages and saved states as JSON, as in its documentation. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  mergesDifferently:
    'it places new text between visible neighbours, whatever was deleted between them, and so ends with another text',
  prepare: (edit) => edit,
  create: (number, recording) => new ListPositionsReplica(number, recording),
  open: (snapshot, number) => new ListPositionsReplica(number, 'none').load(JSON.parse(decoder.decode(snapshot))),
  merge: (changes) => changes,
}
