import { assert, present } from '../assert.ts'
import { Chunk } from './chunk.ts'
import { OrderTree } from './order-tree.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape
const maxChunkUnits = Chunk.maxUnits
const usualUnits = (maxChunkUnits * 3) >> 2 // of the chunks that a long text is cut into
const smallUnits = maxChunkUnits >> 3 // a chunk that gets smaller becomes one with a neighbour, if both are short
const mergedUnits = maxChunkUnits >> 1

/**
 * The visible text by position: chunks in an order tree, which weighs them by their length. A chunk is cut when it gets
 * too long and joined to a neighbour when it gets short; none is empty. Surrogates of a pair may be in two chunks.
 *
 * The chunk of the last edit is remembered, and where it starts. Typing goes on there without a look at the tree, which
 * is told of this one chunk's length only before it is asked for something.
 *
 * A text that is opened stays one string until there is an edit. The chunks are parts of that string then, each until it
 * is edited itself; when few of them are left, these are copied too, so that the string can go.
 */
export class Rope {
  readonly #tree = new OrderTree()
  readonly #chunks: (Chunk | null)[] = [] // by their number in the tree
  readonly #unused: number[] = [] // numbers of chunks that went
  #length: number
  #here: Chunk | null = null // the remembered chunk
  #number = none // its number
  #start = 0 // where it starts
  #whole: string | null // the text, until there is an edit
  #opened = 0 // how long the string is that untouched chunks are parts of
  #untouched = 0 // how long these are together

  private constructor(text: string) {
    this.#whole = text
    this.#length = text.length
  }

  /** A rope of a text. Takes no time: chunks are made at the first edit. */
  static of(text: string): Rope {
    return new Rope(text)
  }

  /** How many code units there are. */
  get length(): number {
    return this.#length
  }

  /** Inserts a text. Requires 0 ≤ position ≤ `length`. */
  insert(position: number, text: string): void {
    assert(position >= 0 && position <= this.#length, 'a position in the text')
    const added = text.length
    if (added === 0) return
    if (this.#whole !== null) this.#beginEdits()
    const chunk = this.#go(position, 1)
    const at = position - this.#start
    if (chunk === null || (position === this.#length && chunk.length + added > maxChunkUnits)) {
      // At the end, what is full stays full.
      this.#addPieces(this.#tree.last, position, text)
    } else if (chunk.length + added > maxChunkUnits) {
      this.#replace(chunk.slice(0, at) + text + chunk.slice(at, chunk.length))
    } else {
      if (chunk.untouched) this.#touch(chunk)
      chunk.insert(at, text)
    }
    this.#length += added
  }

  /** Deletes what is from `from` to before `to`. Requires 0 ≤ from ≤ to ≤ `length`. */
  delete(from: number, to: number): void {
    assert(from >= 0 && from <= to && to <= this.#length, 'a range of the text')
    if (from === to) return
    if (this.#whole !== null) this.#beginEdits()
    for (let rest = to - from; rest > 0; ) {
      const chunk = present(this.#go(from, 0), 'chunk')
      const at = from - this.#start
      const deleted = Math.min(chunk.length - at, rest)
      if (deleted === chunk.length) this.#remove(this.#number)
      else {
        if (chunk.untouched) this.#touch(chunk)
        chunk.delete(at, at + deleted)
        if (chunk.length < smallUnits) this.#join(chunk)
      }
      rest -= deleted
      this.#length -= deleted
    }
  }

  /** The code unit at a position, 0 ≤ position < `length`. */
  unitAt(position: number): number {
    assert(position >= 0 && position < this.#length, 'a position in the text')
    if (this.#whole !== null) return this.#whole.charCodeAt(position)
    const at = position - this.#start
    if (this.#here !== null && at >= 0 && at < this.#here.length) return this.#here.unitAt(at)
    this.#weigh()
    const chunk = this.#chunkOf(this.#tree.find(position))
    return chunk.unitAt(this.#tree.offset)
  }

  /** The text from `from` to before `to`. Requires 0 ≤ from ≤ to ≤ `length`. */
  slice(from: number, to: number): string {
    assert(from >= 0 && from <= to && to <= this.#length, 'a range of the text')
    if (this.#whole !== null) return this.#whole.slice(from, to)
    if (from === to) return ''
    const start = this.#start
    if (this.#here !== null && from >= start && to <= start + this.#here.length) {
      return this.#here.slice(from - start, to - start)
    }
    this.#weigh()
    let number = this.#tree.find(from)
    let at = this.#tree.offset
    let text = ''
    for (let rest = to - from; rest > 0; number = this.#tree.next(number)) {
      const chunk = this.#chunkOf(number)
      const end = Math.min(chunk.length, at + rest)
      text += chunk.slice(at, end)
      rest -= end - at
      at = 0
    }
    return text
  }

  /** The whole text. */
  toString(): string {
    return this.slice(0, this.#length)
  }

  /** What the hash of a digest (SPEC.md, Digest) is for the text. Only what was edited since the last time is read. */
  hash(multiplier: number): number {
    this.#makeChunks()
    let hash = 0
    for (let number = this.#tree.first; number !== none; number = this.#tree.next(number)) {
      const chunk = this.#chunkOf(number)
      hash = (Math.imul(hash, power(multiplier, chunk.length)) + chunk.hash(multiplier)) | 0
    }
    return hash
  }

  /** What it is made of: the checks in `testing/` look at it. */
  get parts() {
    return {
      tree: this.#tree,
      chunks: this.#chunks,
      unused: this.#unused,
      here: this.#here,
      number: this.#number,
      start: this.#start,
      whole: this.#whole,
      opened: this.#opened,
      untouched: this.#untouched,
    }
  }

  #chunkOf(number: number): Chunk {
    return present(this.#chunks[number], 'chunk')
  }

  /** Remembers the chunk at a position; with a reach of 1, the one before does too. `null` when there is none. */
  #go(position: number, reach: 0 | 1): Chunk | null {
    const here = this.#here
    if (here !== null) {
      const at = position - this.#start
      if (at >= 0 && at < here.length + reach) return here
    }
    return this.#length === 0 ? null : this.#jump(position)
  }

  #jump(position: number): Chunk {
    this.#weigh()
    const inside = Math.min(position, this.#length - 1)
    const number = this.#tree.find(inside)
    return this.#remember(number, inside - this.#tree.offset)
  }

  /** Tells the tree how long the remembered chunk is. */
  #weigh(): void {
    const here = this.#here
    if (here === null) return
    const difference = here.length - this.#tree.weightOf(this.#number)
    if (difference !== 0) this.#tree.add(this.#number, difference)
  }

  /** Puts another text in the place of the remembered chunk. */
  #replace(text: string): void {
    const left = this.#tree.previous(this.#number)
    this.#remove(this.#number)
    this.#addPieces(left, this.#start, text)
  }

  /** Puts a text behind a chunk, as chunks of its own. */
  #addPieces(left: number, position: number, text: string): void {
    let number = left
    let start = position
    for (const piece of pieces(text)) {
      piece.touch()
      number = this.#add(number, piece)
      this.#remember(number, start)
      start += piece.length
    }
  }

  #remember(number: number, start: number): Chunk {
    this.#weigh()
    const chunk = this.#chunkOf(number)
    this.#here = chunk
    this.#number = number
    this.#start = start
    return chunk
  }

  #add(left: number, chunk: Chunk): number {
    const number = this.#unused.pop() ?? this.#chunks.length
    this.#chunks[number] = chunk
    this.#tree.insertAfter(left, number, chunk.length)
    return number
  }

  #remove(number: number): void {
    const chunk = this.#chunkOf(number)
    this.#tree.remove(number)
    this.#chunks[number] = null
    this.#unused.push(number)
    if (number === this.#number) {
      this.#here = null
      this.#number = none
    }
    if (chunk.untouched) this.#noLongerUntouched(chunk.length)
  }

  /** Makes the remembered chunk, which is small, one with a neighbour if they are short together. */
  #join(chunk: Chunk): void {
    const next = this.#tree.next(this.#number)
    const neighbour = next === none ? this.#tree.previous(this.#number) : next
    if (neighbour === none) return
    const other = this.#chunkOf(neighbour)
    if (chunk.length + other.length > mergedUnits) return
    const text = chunk.slice(0, chunk.length)
    const added = other.slice(0, other.length)
    this.#remove(neighbour)
    if (next === none) this.#start -= added.length
    this.#replace(next === none ? added + text : text + added)
  }

  #beginEdits(): void {
    this.#makeChunks()
    this.#whole = null
  }

  /** Cuts the whole text into chunks, if that has not been done. */
  #makeChunks(): void {
    if (this.#whole === null || this.#tree.size > 0) return
    for (const piece of pieces(this.#whole)) this.#chunks.push(piece)
    const numbers = Int32Array.from(this.#chunks.keys())
    this.#tree.build(
      numbers,
      numbers.map((number) => this.#chunkOf(number).length),
    )
    this.#opened = this.#untouched = this.#length
  }

  #touch(chunk: Chunk): void {
    chunk.touch()
    this.#noLongerUntouched(chunk.length)
  }

  #noLongerUntouched(units: number): void {
    this.#untouched -= units
    if (this.#untouched * 2 >= this.#opened) return
    for (const chunk of this.#chunks) chunk?.touch()
    this.#opened = 0
    this.#untouched = 0
  }
}

/** A text in chunks of about equal length. */
function* pieces(text: string): IterableIterator<Chunk> {
  const count = Math.ceil(text.length / usualUnits)
  for (let index = 0; index < count; index++) {
    yield new Chunk(
      text.slice(Math.floor((text.length * index) / count), Math.floor((text.length * (index + 1)) / count)),
    )
  }
}

/** A number to a power, modulo 2^32. */
function power(base: number, exponent: number): number {
  let result = 1
  for (let rest = exponent, square = base | 0; rest > 0; rest >>= 1, square = Math.imul(square, square)) {
    if ((rest & 1) === 1) result = Math.imul(result, square)
  }
  return result
}
