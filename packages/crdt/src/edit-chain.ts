import { composeAll, type Edit, type Splice } from './edit.ts'

const nothing: Edit = []

/** Text longer than this is not put together here: each step copies it. */
const maxTogether = 512

/**
 * Splices that apply one after the other, each to the text that those before it leave, and the edit that they are
 * together. What touches the splice before it becomes one with it at once: typing and erasing at one place cost no more
 * than the place, however long they go on.
 */
export class EditChain {
  #done: Splice[] | null = null
  #last: Splice | null = null

  /** One more. */
  add(splice: Splice): void {
    const last = this.#last
    if (last === null) {
      this.#last = splice
      return
    }
    const end = last.from + last.insert.length
    if (splice.from > end || splice.to < last.from || last.insert.length > maxTogether) {
      if (this.#done === null) this.#done = []
      this.#done.push(last)
      this.#last = splice
      return
    }
    const kept = last.insert.slice(0, Math.max(0, splice.from - last.from))
    const rest = splice.to < end ? last.insert.slice(Math.max(0, splice.to - last.from)) : ''
    this.#last = {
      from: Math.min(last.from, splice.from),
      to: last.to + Math.max(0, splice.to - end),
      insert: kept + splice.insert + rest,
    }
  }

  /** The edit that all are together. Begins anew. */
  finish(): Edit {
    const last = this.#last
    if (last === null) return nothing
    const done = this.#done
    this.#done = null
    this.#last = null
    if (done === null) return last.from === last.to && last.insert === '' ? nothing : [last]
    return composeAll([...done, last].map((splice) => [splice]))
  }
}
