import * as Automerge from '@automerge/automerge'
import type { Contender, Replica, TextEdit } from './contender.ts'
import { randomHex } from './replica-ids.ts'

type Content = { text: string }

const actor = (number: number) => randomHex(number, 32)

/** The empty text that all replicas begin with: one that each made for itself would be another text. */
const empty = (() => {
  const nothing = Automerge.init<Content>({ actor: actor(0) })
  // With the time of day in it, each process would have another beginning.
  const made = Automerge.change(nothing, { time: 0 }, (doc) => {
    doc.text = ''
  })
  return Automerge.save(made)
})()

class AutomergeReplica implements Replica<TextEdit> {
  #doc: Automerge.Doc<Content>
  #marked: Automerge.Heads

  constructor(snapshot: Uint8Array, number: number) {
    this.#doc = Automerge.load<Content>(snapshot, { actor: actor(number) })
    this.#marked = Automerge.getHeads(this.#doc)
  }

  edit({ at, deleted, insert }: TextEdit): void {
    this.#doc = Automerge.change(this.#doc, (doc) => Automerge.splice(doc, ['text'], at, deleted, insert))
  }

  takeChange(): Uint8Array {
    const change = Automerge.getLastLocalChange(this.#doc)
    if (!change) throw new Error('nothing was edited')
    return change
  }

  mark(): void {
    this.#marked = Automerge.getHeads(this.#doc)
  }

  takeAll(): readonly Uint8Array[] {
    return Automerge.getChangesSince(this.#doc, this.#marked)
  }

  apply(change: Uint8Array): void {
    this.#doc = Automerge.applyChanges(this.#doc, [change])[0]
  }

  applyAll(changes: readonly Uint8Array[]): void {
    this.#doc = Automerge.applyChanges(this.#doc, [...changes])[0]
  }

  text(): string {
    return this.#doc.text
  }

  save(): Uint8Array {
    return Automerge.save(this.#doc)
  }
}

/** Automerge (Rust, WASM). Each edit is a change, as its documentation has it. */
export const contender: Contender<TextEdit> = {
  unit: 'code units',
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number) => new AutomergeReplica(empty, number),
  open: (snapshot, number) => new AutomergeReplica(snapshot, number),
  merge: (changes) => changes,
}
