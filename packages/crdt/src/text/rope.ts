import { assert } from '../assert.ts'
import { ends } from './none.ts'
import { OrderList } from './order-list.ts'

const { none } = ends

/** How long a piece gets by typing: each edit elsewhere copies one. */
const maxUnits = 1024
/** A piece that gets shorter becomes one with the next, if both are short. */
const smallUnits = maxUnits >> 2

/**
 * The visible text by position: pieces, which are strings, in an order list that weighs them by their length.
 *
 * The piece that was edited last is cut in two where that was. What is typed on goes to the end of the left part, what is
 * erased comes off there (or off the front of the right one), and engines do that to strings without copying them. The
 * list and the piece's own string are told only when somebody asks.
 *
 * Text that comes in one go stays the string that it came as, however long, and so does each part of it until it is edited
 * itself: of a long piece, only what surrounds the edit is taken out and copied.
 */
export class Rope {
  /** The pieces, as the last edits left them once the text was read. */
  readonly list = new OrderList()
  /** By the number of the piece in the list. There is one piece at least; of several, none is empty but the one below. */
  readonly #texts: string[] = []
  readonly #unused: number[] = []
  #length: number
  /** The piece edited last, where it starts, and its parts. */
  #here = none
  #start = 0
  #left = ''
  #right = ''

  /** A rope of a text. */
  constructor(text: string) {
    this.#length = text.length
    this.#add(none, text)
  }

  /** How many code units there are. */
  get length(): number {
    return this.#length
  }

  /** Inserts a text. Requires 0 ≤ position ≤ `length`. */
  insert(position: number, text: string): void {
    this.#goTo(position)
    this.#length += text.length
    if (this.#left.length + this.#right.length + text.length > maxUnits) {
      if (this.#right !== '') this.#add(this.#here, this.#right)
      this.#right = ''
      if (this.#left !== '' && this.#left.length + text.length > maxUnits) {
        const left = this.#here
        const start = this.#start + this.#left.length
        this.#leave()
        this.#enter(this.#add(left, ''), start)
      }
    }
    this.#left += text
  }

  /** Deletes what is from `from` to before `to`. Requires 0 ≤ from ≤ to ≤ `length`. */
  delete(from: number, to: number): void {
    if (this.#here !== none && from >= this.#start && to === this.#start + this.#left.length) {
      this.#left = this.#left.slice(0, from - this.#start)
    } else {
      this.#goTo(from)
      this.#deleteBehind(to - from)
    }
    this.#length -= to - from
    if (this.#left.length + this.#right.length < smallUnits) this.#join()
  }

  /** The text from `from` to before `to`. Requires 0 ≤ from ≤ to ≤ `length`. */
  slice(from: number, to: number): string {
    this.#settle()
    if (from === to) return ''
    let piece = this.list.find(from)
    let at = this.list.offset
    let text = ''
    for (let rest = to - from; rest > 0; piece = this.list.next(piece)) {
      const part = this.#textOf(piece).slice(at, at + rest)
      text += part
      rest -= part.length
      at = 0
    }
    return text
  }

  /** The whole text. */
  toString(): string {
    return this.slice(0, this.#length)
  }

  #textOf(piece: number): string {
    return this.#texts[piece] ?? ''
  }

  /** Cuts the piece at a position, or between whose pieces it is, in two there. */
  #goTo(position: number): void {
    assert(position >= 0 && position <= this.#length, 'a position')
    const at = position - this.#start
    if (this.#here === none || at < 0 || at > this.#left.length + this.#right.length) {
      this.#leave()
      this.#open(position)
      return
    }
    const before = this.#left.length
    if (at < before) {
      this.#right = this.#left.slice(at) + this.#right
      this.#left = this.#left.slice(0, at)
    } else if (at > before) {
      this.#left += this.#right.slice(0, at - before)
      this.#right = this.#right.slice(at - before)
    }
  }

  #open(position: number): void {
    const list = this.list
    const inside = Math.min(position, this.#length - 1)
    let piece = inside < 0 ? list.first : list.find(inside)
    let start = inside < 0 ? 0 : inside - list.offset
    const { length } = this.#textOf(piece)
    if (length > maxUnits) {
      const from = Math.max(0, position - start - smallUnits)
      if (position - start + smallUnits < length) this.#cut(piece, position - start + smallUnits)
      if (from > 0) piece = this.#cut(piece, from)
      start += from
    }
    this.#enter(piece, start)
    this.#goTo(position)
  }

  #enter(piece: number, start: number): void {
    this.#here = piece
    this.#start = start
    this.#left = ''
    this.#right = this.#textOf(piece)
  }

  /** Makes two pieces of one. Returns the right one. */
  #cut(piece: number, at: number): number {
    const text = this.#textOf(piece)
    this.#put(piece, text.slice(0, at))
    return this.#add(piece, text.slice(at))
  }

  /** Tells the list and the piece's string what was done here. */
  #settle(): void {
    if (this.#here !== none) this.#put(this.#here, this.#left + this.#right)
  }

  #leave(): void {
    const here = this.#here
    if (here === none) return
    this.#settle()
    this.#here = none
    if (this.list.weightOf(here) === 0) this.#remove(here)
    // What was typed is a chain of small strings. Reading it makes engines put it together.
    else this.#textOf(here).charCodeAt(0)
  }

  /** Deletes so much from the right part on. */
  #deleteBehind(units: number): void {
    const list = this.list
    const { length } = this.#right
    this.#right = this.#right.slice(units)
    for (let rest = units - length; rest > 0; ) {
      const next = list.next(this.#here)
      const text = this.#textOf(next)
      if (text.length <= rest) this.#remove(next)
      else this.#put(next, text.slice(rest))
      rest -= text.length
    }
  }

  #join(): void {
    const next = this.list.next(this.#here)
    if (next === none || this.#textOf(next).length > maxUnits >> 1) return
    this.#right += this.#textOf(next)
    this.#remove(next)
  }

  #add(left: number, text: string): number {
    const piece = this.#unused.pop() ?? this.#texts.length
    this.list.insertAfter(left, piece, 0)
    this.#put(piece, text)
    return piece
  }

  #put(piece: number, text: string): void {
    this.#texts[piece] = text
    this.list.add(piece, text.length - this.list.weightOf(piece))
  }

  /** Takes a piece out, unless it is the only one. */
  #remove(piece: number): void {
    if (this.list.size === 1) return
    this.list.remove(piece)
    this.#texts[piece] = ''
    this.#unused.push(piece)
  }
}
