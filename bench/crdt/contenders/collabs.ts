import { CRuntime, CText } from '@collabs/collabs'
import type { Contender, Recording, Replica, TextEdit } from './contender.ts'
import { randomName } from './replica-ids.ts'

class CollabsReplica implements Replica<TextEdit> {
  readonly #runtime: CRuntime
  readonly #text: CText
  #messages: Uint8Array[] = []

  constructor(number: number, recording: Recording) {
    // Each edit is a transaction of its own; its caller says where it ends.
    this.#runtime = new CRuntime({ debugReplicaID: randomName(number, 10), autoTransactions: 'error' })
    this.#text = this.#runtime.registerCollab('text', (init) => new CText(init))
    if (recording !== 'none') this.#runtime.on('Send', ({ message }) => this.#messages.push(message))
  }

  load(snapshot: Uint8Array): this {
    this.#runtime.load(snapshot)
    return this
  }

  edit({ at, deleted, insert }: TextEdit): void {
    this.#runtime.transact(() => {
      if (deleted > 0) this.#text.delete(at, deleted)
      if (insert !== '') this.#text.insert(at, insert)
    })
  }

  takeChange(): Uint8Array {
    const message = this.#messages.pop()
    if (!message || this.#messages.length > 0) throw new Error('not one edit was made')
    return message
  }

  mark(): void {
    this.#messages = []
  }

  takeAll(): readonly Uint8Array[] {
    return this.#messages
  }

  apply(change: Uint8Array): void {
    this.#runtime.receive(change)
  }

  applyAll(changes: readonly Uint8Array[]): void {
    this.#runtime.batchRemoteUpdates(() => {
      for (const change of changes) this.#runtime.receive(change)
    })
  }

  text(): string {
    return this.#text.toString()
  }

  save(): Uint8Array {
    return this.#runtime.save()
  }
}

/** Collabs: a runtime with one text, whose positions count code points because it takes strings apart by them. */
export const contender: Contender<TextEdit> = {
  unit: 'code points',
  mergesDifferently: null,
  prepare: (edit) => edit,
  create: (number, recording) => new CollabsReplica(number, recording),
  open: (snapshot, number) => new CollabsReplica(number, 'none').load(snapshot),
  merge: (changes) => changes,
}
