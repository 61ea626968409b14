import * as Y from 'yjs'
import type { Contender, Replica, TextEdit } from './contender.ts'

class YjsReplica implements Replica<TextEdit> {
  readonly #doc: Y.Doc
  readonly #text: Y.Text
  #updates: Uint8Array[] = []

  constructor(doc: Y.Doc, number: number, records: boolean) {
    this.#doc = doc
    doc.clientID = number
    this.#text = doc.getText('text')
    if (records) doc.on('update', (update: Uint8Array) => this.#updates.push(update))
  }

  edit({ at, deleted, insert }: TextEdit): void {
    if (deleted > 0 && insert !== '') this.#doc.transact(() => this.#splice(at, deleted, insert))
    else this.#splice(at, deleted, insert)
  }

  #splice(at: number, deleted: number, insert: string): void {
    if (deleted > 0) this.#text.delete(at, deleted)
    if (insert !== '') this.#text.insert(at, insert)
  }

  takeChange(): Uint8Array {
    const [update, ...more] = this.#updates
    if (!update) throw new Error('nothing was edited')
    this.#updates = []
    return more.length > 0 ? Y.mergeUpdates([update, ...more]) : update
  }

  apply(change: Uint8Array): void {
    Y.applyUpdate(this.#doc, change)
  }

  applyAll(changes: readonly Uint8Array[]): void {
    for (const change of changes) Y.applyUpdate(this.#doc, change)
  }

  text(): string {
    return this.#text.toString()
  }

  save(): Uint8Array {
    return Y.encodeStateAsUpdateV2(this.#doc)
  }
}

/** Yjs: changes in its first format, which is the smaller one for single keystrokes, snapshots in its second one. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  prepare: (edit) => edit,
  create: (number, records) => new YjsReplica(new Y.Doc(), number, records),
  open: (snapshot, number) => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, snapshot)
    return new YjsReplica(doc, number, false)
  },
  merge: (changes) => {
    const doc = new Y.Doc()
    for (const change of changes) Y.applyUpdate(doc, change)
    return [Y.encodeStateAsUpdate(doc)]
  },
}
