import * as Y from 'yjs'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'
import { randomBits } from './replica-ids.ts'

class YjsReplica implements Replica<TextEdit> {
  readonly #doc: Y.Doc
  readonly #text: Y.Text
  readonly #updates: Uint8Array[] = []
  #marked: Uint8Array

  constructor(doc: Y.Doc, number: number, recording: Recording) {
    this.#doc = doc
    doc.clientID = randomBits(number, 32)
    this.#text = doc.getText('text')
    this.#marked = Y.encodeStateVector(doc)
    if (recording !== 'each') return
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) this.#updates.push(update)
    })
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
    const update = this.#updates.pop()
    if (!update || this.#updates.length > 0) throw new Error('not one edit was made')
    return update
  }

  mark(): void {
    this.#marked = Y.encodeStateVector(this.#doc)
  }

  takeAll(): readonly Uint8Array[] {
    return [Y.encodeStateAsUpdate(this.#doc, this.#marked)]
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
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number, recording) => new YjsReplica(new Y.Doc(), number, recording),
  open: (snapshot, number) => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, snapshot)
    return new YjsReplica(doc, number, 'none')
  },
  merge: (changes) => {
    const doc = new Y.Doc()
    for (const change of changes) Y.applyUpdate(doc, change)
    return [Y.encodeStateAsUpdate(doc)]
  },
}
