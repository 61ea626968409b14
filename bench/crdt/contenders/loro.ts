import { LoroDoc, type LoroText } from 'loro-crdt'
import type { Contender, Replica, TextEdit } from './contender.ts'

class LoroReplica implements Replica<TextEdit> {
  readonly #doc: LoroDoc
  readonly #text: LoroText
  #updates: Uint8Array[] = []

  constructor(doc: LoroDoc, number: number, records: boolean) {
    this.#doc = doc
    doc.setPeerId(BigInt(number))
    this.#text = doc.getText('text')
    if (records) doc.subscribeLocalUpdates((update) => this.#updates.push(update))
  }

  /** Not committed: Loro commits by itself when it has to. */
  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) this.#text.delete(at, deleted)
    if (insert !== '') this.#text.insert(at, insert)
  }

  takeChange(): Uint8Array {
    this.#doc.commit()
    const [update, ...more] = this.#updates
    if (!update || more.length > 0) throw new Error(`${more.length + 1} updates instead of one`)
    this.#updates = []
    return update
  }

  apply(change: Uint8Array): void {
    this.#doc.import(change)
  }

  applyAll(changes: readonly Uint8Array[]): void {
    this.#doc.importBatch([...changes])
  }

  text(): string {
    return this.#text.toString()
  }

  save(): Uint8Array {
    return this.#doc.export({ mode: 'snapshot' })
  }
}

/** Loro (Rust, WASM). Its JavaScript positions count code units. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  prepare: (edit) => edit,
  create: (number, records) => new LoroReplica(new LoroDoc(), number, records),
  open: (snapshot, number) => new LoroReplica(LoroDoc.fromSnapshot(snapshot), number, false),
  merge: (changes) => changes,
}
