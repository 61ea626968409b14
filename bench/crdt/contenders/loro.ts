import { LoroDoc, type LoroText, type VersionVector } from 'loro-crdt'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'
import { randomHex } from './replica-ids.ts'

class LoroReplica implements Replica<TextEdit> {
  readonly #doc: LoroDoc
  readonly #text: LoroText
  readonly #updates: Uint8Array[] = []
  #marked: VersionVector

  constructor(doc: LoroDoc, number: number, recording: Recording) {
    this.#doc = doc
    doc.setPeerId(BigInt(`0x${randomHex(number, 16)}`))
    this.#text = doc.getText('text')
    this.#marked = doc.oplogVersion()
    if (recording === 'each') doc.subscribeLocalUpdates((update) => this.#updates.push(update))
  }

  /** Not committed: Loro commits by itself when it has to. */
  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0) this.#text.delete(at, deleted)
    if (insert !== '') this.#text.insert(at, insert)
  }

  takeChange(): Uint8Array {
    this.#doc.commit()
    const update = this.#updates.pop()
    if (!update || this.#updates.length > 0) throw new Error('not one edit was made')
    return update
  }

  mark(): void {
    this.#doc.commit()
    this.#marked = this.#doc.oplogVersion()
  }

  takeAll(): readonly Uint8Array[] {
    return [this.#doc.export({ mode: 'update', from: this.#marked })]
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
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number, recording) => new LoroReplica(new LoroDoc(), number, recording),
  open: (snapshot, number) => new LoroReplica(LoroDoc.fromSnapshot(snapshot), number, 'none'),
  merge: (changes) => changes,
}
