const maxUnits = 8192 // longer chunks are slower to edit here and there, shorter ones cost memory
const loopLimit = 16 // fewer units than this are moved faster one by one

const leastRoom = 16 // in a buffer that is made new

type Units = Uint8Array | Uint16Array

const nothing = new Uint8Array(0)

/**
 * A part of the visible text, as a gap buffer: the units left of the gap stand at the beginning of the array, the others
 * at its end, so that typing and deleting where the gap is moves nothing. A byte for each unit as long as all of them
 * fit; from the first one on that does not, two. Text that nobody has edited yet stays the string that it came as.
 */
export class Chunk {
  /** How long a chunk gets at most. */
  static readonly maxUnits = maxUnits
  /** Room in a buffer that is made new. */
  static readonly leastRoom = leastRoom

  #text: string | null
  #units: Units = nothing
  #gap = 0
  #length: number
  // What `hash` gave, for as many multipliers as there are in a digest. A multiplier of 0 stands for none.
  #multiplierA = 0
  #hashA = 0
  #multiplierB = 0
  #hashB = 0

  /** A chunk of a text, which must not be longer than `maxUnits`. */
  constructor(text: string) {
    this.#text = text
    this.#length = text.length
  }

  /** How many code units there are. */
  get length(): number {
    return this.#length
  }

  /** Whether the text still is the string that it came as. */
  get untouched(): boolean {
    return this.#text !== null
  }

  /** Makes a gap buffer of the string. To be called before the first edit. */
  touch(): void {
    const text = this.#text
    if (text === null) return
    this.#text = null
    this.#length = 0
    this.#resize(text.length + leastRoom) // not all that were touched are typed into
    this.insert(0, text)
  }

  /** Inserts a text that fits. */
  insert(at: number, text: string): void {
    const added = text.length
    if (this.#length + added > this.#units.length) this.#resize(roomy(this.#length + added))
    if (at !== this.#gap) this.#moveGap(at)
    let units = this.#units
    let to = this.#gap
    for (let from = 0; from < added; from++) {
      const unit = text.charCodeAt(from)
      if (unit > 0xff && units.BYTES_PER_ELEMENT === 1) units = this.#units = new Uint16Array(units)
      units[to++] = unit
    }
    this.#gap = to
    this.#length += added
    this.#multiplierA = 0
    this.#multiplierB = 0
  }

  /** Deletes what is from `from` to before `to`. */
  delete(from: number, to: number): void {
    const gap = this.#gap
    if (to < gap) this.#moveGap(to)
    else if (from > gap) this.#moveGap(from)
    this.#gap = from // what was in front of the gap is in it now; what was behind it, because the text is shorter
    this.#length -= to - from
    this.#multiplierA = 0
    this.#multiplierB = 0
    if (this.#units.length > 2 * (this.#length + leastRoom)) this.#resize(roomy(this.#length))
  }

  /** The code unit at an offset. */
  unitAt(at: number): number {
    if (this.#text !== null) return this.#text.charCodeAt(at)
    return this.#units[at < this.#gap ? at : at + this.#units.length - this.#length] ?? 0
  }

  /** The text from `from` to before `to`. */
  slice(from: number, to: number): string {
    if (this.#text !== null) return this.#text.slice(from, to)
    const gap = this.#gap
    const behind = this.#units.length - this.#length
    if (to <= gap) return textOf(this.#units, from, to)
    if (from >= gap) return textOf(this.#units, from + behind, to + behind)
    return textOf(this.#units, from, gap) + textOf(this.#units, gap + behind, to + behind)
  }

  /** What the digest's hash with a multiplier is of this text. Remembered until the next edit. */
  hash(multiplier: number): number {
    if (multiplier === this.#multiplierA) return this.#hashA
    if (multiplier === this.#multiplierB) return this.#hashB
    let hash = 0
    if (this.#text !== null) {
      for (let at = 0; at < this.#length; at++) hash = (Math.imul(hash, multiplier) + this.#text.charCodeAt(at) + 1) | 0
    } else {
      hash = hashOf(this.#units, 0, this.#gap, hash, multiplier)
      hash = hashOf(this.#units, this.#units.length - this.#length + this.#gap, this.#units.length, hash, multiplier)
    }
    this.#multiplierB = this.#multiplierA
    this.#hashB = this.#hashA
    this.#multiplierA = multiplier
    this.#hashA = hash
    return hash
  }

  /** What it is made of: the checks in `testing/` look at it. */
  get parts() {
    return { text: this.#text, gap: this.#gap, capacity: this.#units.length }
  }

  #moveGap(to: number): void {
    const units = this.#units
    const gap = this.#gap
    const behind = units.length - this.#length // how far behind its place a unit is that stands behind the gap
    if (to < gap) {
      if (gap - to < loopLimit) for (let at = gap - 1; at >= to; at--) units[at + behind] = units[at] ?? 0
      else units.copyWithin(to + behind, to, gap)
    } else {
      if (to - gap < loopLimit) for (let at = gap; at < to; at++) units[at] = units[at + behind] ?? 0
      else units.copyWithin(gap, gap + behind, to + behind)
    }
    this.#gap = to
  }

  #resize(capacity: number): void {
    const old = this.#units
    const units = old.BYTES_PER_ELEMENT === 1 ? new Uint8Array(capacity) : new Uint16Array(capacity)
    units.set(old.subarray(0, this.#gap))
    units.set(old.subarray(old.length - (this.#length - this.#gap)), capacity - (this.#length - this.#gap))
    this.#units = units
  }
}

/** How long a buffer for so many units is made. */
function roomy(length: number): number {
  return Math.min(maxUnits, length + (length >> 3) + leastRoom)
}

/** The hash so far, and on with more units: as in digest.ts. */
function hashOf(units: Units, from: number, to: number, before: number, multiplier: number): number {
  let hash = before
  for (let at = from; at < to; at++) hash = (Math.imul(hash, multiplier) + (units[at] ?? 0) + 1) | 0
  return hash
}

function textOf(units: Units, from: number, to: number): string {
  if (to - from < loopLimit) {
    let text = ''
    for (let at = from; at < to; at++) text += String.fromCharCode(units[at] ?? 0)
    return text
  }
  return Reflect.apply(String.fromCharCode, null, units.subarray(from, to))
}
