import type { Session } from '@tandem/client'
import type { Prng } from '@tandem/crdt/testing'
import type { Intentions } from './intentions.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz \n', '😀']

/** Somebody who writes: mostly on where they are, now and then elsewhere, and sometimes something else than text. */
export class Typist {
  readonly #random: Prng
  readonly #intentions: Intentions
  #caret = 0

  constructor(random: Prng, intentions: Intentions) {
    this.#random = random
    this.#intentions = intentions
  }

  /** Does the next thing. Returns whether it was something that changes the document. */
  work(documentId: string, session: Session): boolean {
    const { doc } = session
    const kind = this.#random.int(100)
    const jump = this.#random.int(1_000_000)
    const text = Array.from({ length: 1 + this.#random.int(3) }, () => this.#random.pick(letters)).join('')
    if (!doc || !session.writable) return false
    const edit = (from: number, to: number, insert: string) => {
      this.#intentions.note(documentId, doc, { from, to }, () => session.edit([{ from, to, insert }]))
    }
    if (kind >= 60) this.#caret = jump % (doc.length + 1)
    this.#caret = wholeCharacters(doc, Math.min(this.#caret, doc.length))
    if (kind < 78 || doc.length === 0) {
      edit(this.#caret, this.#caret, text)
      this.#caret += text.length
    } else if (kind < 92) {
      const to = wholeCharacters(doc, Math.min(doc.length, this.#caret + 1 + (jump % 5)))
      if (to === this.#caret) return false
      edit(this.#caret, to, kind < 82 ? text : '')
    } else if (kind < 96) {
      const set = () => session.setProperty(`key ${jump % 3}`, `value ${jump}`)
      this.#intentions.note(documentId, doc, { from: 0, to: 0 }, set)
    } else {
      session.select([{ anchor: this.#caret, head: this.#caret }])
      return false
    }
    return true
  }
}

/** A place that is not within a surrogate pair. */
export function wholeCharacters(
  doc: { slice(from: number, to: number): string; readonly length: number },
  at: number,
): number {
  const next = at < doc.length ? doc.slice(at, at + 1) : ''
  return next >= '\udc00' && next <= '\udfff' ? at + 1 : at
}
