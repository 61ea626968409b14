import { decodeChange, type PropertyValue } from '@tandem/crdt'
import { NaiveText } from '@tandem/crdt/testing'
import type { LogRow } from '@tandem/documents'

type Written = { readonly lamport: number; readonly replica: number; readonly value: PropertyValue | undefined }

/** What a document shows. */
type Shown = { readonly text: string; readonly properties: ReadonlyMap<string, PropertyValue> }

/** A document by definition: its log, applied in order by the slow twin of the text, and the last writer of a property. */
export class Reference {
  #text = new NaiveText()
  #properties = new Map<string, Written>()
  #seq = 0
  /** By row: a snapshot is looked at when it is stored, and again by everybody who opens with it. */
  readonly #shown = new Map<number, Shown>()

  /** What the rows up to `seq` show. Requires that there are so many. */
  at(rows: readonly LogRow[], seq: number): Shown {
    const shown = this.#shown.get(seq) ?? this.#look(rows, seq)
    this.#shown.set(seq, shown)
    return shown
  }

  #look(rows: readonly LogRow[], seq: number): Shown {
    if (seq < this.#seq) {
      this.#text = new NaiveText()
      this.#properties = new Map()
      this.#seq = 0
    }
    for (const { payload } of rows.slice(this.#seq, seq)) this.#apply(payload)
    this.#seq = seq
    const properties = new Map<string, PropertyValue>()
    for (const [key, { value }] of [...this.#properties].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (value !== undefined) properties.set(key, value)
    }
    return { text: this.#text.toString(), properties }
  }

  #apply(payload: Uint8Array): void {
    const change = decodeChange(payload)
    this.#text.apply(change)
    let { lamport } = change
    for (const operation of change.operations) {
      if (operation.kind === 'insert' || operation.kind === 'type') lamport += operation.text.length
      if (operation.kind !== 'set' && operation.kind !== 'remove') continue
      const value = operation.kind === 'set' ? operation.value : undefined
      this.#put(operation.key, { lamport, replica: change.replica, value })
      lamport++
    }
  }

  #put(key: string, written: Written): void {
    const known = this.#properties.get(key)
    const order = known ? written.lamport - known.lamport || written.replica - known.replica : 1
    if (order > 0) this.#properties.set(key, written)
  }
}
