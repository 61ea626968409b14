import { Prng } from '../testing/prng.ts'
import type { AnyId, Case, DeliverStep, ForgedOperation, RelativeSplice, Step } from './case.ts'

/** What kind of case to make. */
export type Shape = {
  /** At most so many replicas, at least two. */
  readonly replicas: number
  readonly minSteps: number
  readonly maxSteps: number
  /** Whether the last replica writes what no honest one would. */
  readonly hostile: boolean
  /** Whether some insertions are thousands of code units long. */
  readonly pastes: boolean
  /** Whether there are long series of keystrokes, and longer insertions and deletions: more than one block of serials. */
  readonly bursts: boolean
  /** Whether it begins with everybody typing at one place before anybody heard of it: many rivals, and deep trees. */
  readonly crowd: boolean
}

/** A few steps of few replicas: thousands of them take seconds. */
export const shortShape: Shape = {
  replicas: 4,
  minSteps: 3,
  maxSteps: 18,
  hostile: false,
  pastes: false,
  bursts: false,
  crowd: false,
}

/** Two or three who type a lot: an open document gives each of them several blocks of serials. */
export const burstShape: Shape = { ...shortShape, replicas: 3, minSteps: 8, bursts: true }

/** Up to 150 who type at one place at once. */
export const crowdShape: Shape = { ...shortShape, replicas: 150, maxSteps: 12, crowd: true }

/** The shapes that a long run of random cases takes turns at, with how often each comes. */
export const shapes: readonly (readonly [number, Shape])[] = [
  [12, shortShape],
  [12, { ...shortShape, hostile: true }],
  [6, { ...shortShape, replicas: 8, minSteps: 20, maxSteps: 80 }],
  [6, { ...shortShape, replicas: 8, minSteps: 20, maxSteps: 80, hostile: true }],
  [2, { ...shortShape, replicas: 5, minSteps: 150, maxSteps: 400 }],
  [1, { ...shortShape, replicas: 3, minSteps: 150, maxSteps: 300, hostile: true }],
  [1, { ...shortShape, replicas: 3, minSteps: 10, maxSteps: 30, hostile: true, pastes: true }],
  [2, burstShape],
  [1, { ...burstShape, replicas: 5, minSteps: 20, maxSteps: 60, hostile: true }],
  [1, crowdShape],
  [1, { ...crowdShape, replicas: 12, maxSteps: 40, bursts: true, hostile: true }],
]

/** One of `shapes`, by chance. */
export function randomShape(prng: Prng): Shape {
  const all = shapes.flatMap(([weight, shape]) => Array.from({ length: weight }, () => shape))
  return prng.pick(all)
}

/** A case of that shape: the same seed and shape give the same case, everywhere. */
export function generateCase(seed: number, shape: Shape): Case {
  return new Generator(new Prng(seed), shape).generate()
}

/** Texts look alike, so that mix-ups show as little as possible: the twin must tell them by where they stand. */
const alphabets = [['a'], ['a', 'b', '\n'], ['a', 'é', '😀', '👩', '𝒳'], ['😀']]

const keys = ['language', 'tabs', '']

class Generator {
  readonly #prng: Prng
  readonly #shape: Shape
  readonly #replicas: number
  readonly #alphabet: readonly string[]
  /** Probability that a delivery comes out of order, and that something is delivered again. */
  readonly #disorder: number
  /** Probability that a replica which has done something is heard by another at once. */
  readonly #hearing: number
  #sideOf: readonly number[]

  constructor(prng: Prng, shape: Shape) {
    this.#prng = prng
    this.#shape = shape
    this.#replicas = 2 + prng.int(shape.replicas - 1)
    this.#alphabet = prng.pick(alphabets)
    this.#disorder = prng.pick([0, 0.1, 0.5])
    this.#hearing = prng.pick([0.1, 0.5, 0.9])
    this.#sideOf = this.#sides(1)
  }

  generate(): Case {
    const { minSteps, maxSteps } = this.#shape
    const count = minSteps + this.#prng.int(maxSteps - minSteps + 1)
    // There is always something to deliver.
    const steps: Step[] = [this.#typing(this.#prng.int(this.#replicas))]
    if (this.#shape.crowd) steps.push(...this.#crowding())
    for (const end = steps.length + count; steps.length < end; ) {
      if (this.#prng.chance(0.04)) this.#sideOf = this.#sides(2)
      if (this.#prng.chance(0.04)) this.#sideOf = this.#sides(1)
      const by = this.#prng.int(this.#replicas)
      if (this.#prng.chance(0.05)) steps.push({ do: 'reopen', by })
      steps.push(this.#action(by))
      if (this.#prng.chance(this.#hearing)) steps.push(this.#delivery(this.#prng.int(this.#replicas)))
    }
    return { replicas: this.#replicas, steps }
  }

  /** Everybody hears of all that there is, and types at one place. */
  #crowding(): readonly Step[] {
    const everybody = Array.from({ length: this.#replicas }, (_, by) => by)
    const at = this.#share()
    return [
      ...everybody.map((by) => ({ ...this.#delivery(by), count: 1_000, skip: 0 })),
      ...everybody.map((by) => ({ ...this.#typing(by), at })),
    ]
  }

  #action(by: number): Step {
    const prng = this.#prng
    if (this.#shape.hostile && by === this.#replicas - 1 && prng.chance(0.8)) {
      const count = 1 + prng.int(3)
      return { do: 'forge', by, late: prng.int(4), operations: Array.from({ length: count }, () => this.#forged()) }
    }
    const choice = prng.int(100)
    if (choice < 6) return this.#property(by)
    if (choice < 14) {
      const id = prng.chance(0.3) ? { id: this.#anyId() } : {}
      return { do: 'anchor', by, at: this.#share(), side: prng.chance(0.5) ? 'before' : 'after', ...id }
    }
    if (choice < 16) return { do: 'refuse', by, way: prng.int(100), along: prng.int(4) }
    if (choice < 26) return { do: 'erase', by, count: 1 + prng.int(5) }
    if (choice < 55) return this.#typing(by)
    return { do: 'edit', by, splices: this.#splices() }
  }

  #typing(by: number): Step {
    const text = this.#text(this.#shape.bursts && this.#prng.chance(0.5) ? 60 : 6)
    const backwards = this.#prng.chance(0.25) ? { backwards: true } : {}
    return { do: 'type', by, text, ...backwards, ...(this.#prng.chance(0.5) ? {} : { at: this.#share() }) }
  }

  #splices(): readonly RelativeSplice[] {
    const prng = this.#prng
    // Away with everything, or nearly.
    if (prng.chance(0.03)) return [{ at: prng.pick([0, 300]), remove: 1_000_000, insert: prng.pick(['', 'x']) }]
    if (this.#shape.pastes && prng.chance(0.15)) {
      return [{ at: this.#share(), remove: prng.int(3), insert: this.#text(8), times: 300 + prng.int(1200) }]
    }
    if (this.#shape.bursts && prng.chance(0.3)) {
      const remove = prng.chance(0.5) ? 0 : prng.int(150)
      return [{ at: this.#share(), remove, insert: this.#text(3), times: 10 + prng.int(40) }]
    }
    return Array.from({ length: prng.chance(0.7) ? 1 : 1 + prng.int(4) }, () => {
      const remove = prng.chance(0.55) ? 0 : prng.int(prng.chance(0.2) ? 60 : 6)
      const insert = remove === 0 || prng.chance(0.3) ? this.#text(4) : ''
      return { at: this.#share(), remove, insert }
    })
  }

  #property(by: number): Step {
    const prng = this.#prng
    const key = prng.pick(keys)
    if (prng.chance(0.35)) return { do: 'property', by, key }
    return { do: 'property', by, key, value: prng.pick([null, true, false, prng.int(3), -0.5, this.#text(2)]) }
  }

  #forged(): ForgedOperation {
    const prng = this.#prng
    const choice = prng.int(100)
    if (choice < 25) return { kind: 'delete', first: this.#anyId(), length: 1 + prng.int(prng.chance(0.1) ? 40 : 4) }
    if (choice < 40) return { kind: 'type', text: this.#text(3) }
    if (choice < 50) {
      const value = prng.chance(0.5) ? { value: prng.int(3) } : {}
      return { kind: 'property', key: prng.pick(keys), ...value }
    }
    // In front of what somebody typed first is mostly nothing: then these two are neighbours.
    const [left, right] = prng.chance(0.1) ? [null, { ...this.#anyId(), at: 0 }] : [this.#origin(), this.#origin()]
    const times = this.#shape.crowd && prng.chance(0.3) ? { times: 1 + prng.int(130) } : {}
    return { kind: 'insert', left, right, text: this.#text(times.times === undefined ? 3 : 1), ...times }
  }

  #origin(): AnyId | null {
    return this.#prng.chance(0.12) ? null : this.#anyId()
  }

  #anyId(): AnyId {
    return { of: this.#prng.int(8), at: this.#prng.int(10_001) }
  }

  #delivery(by: number): DeliverStep {
    const prng = this.#prng
    const isWild = prng.chance(this.#disorder)
    const side = this.#sideOf.flatMap((of, replica) => (of === this.#sideOf[by] && replica !== by ? [replica] : []))
    // What comes from beyond the partition waits: only named ones of this side are heard, and none when there are none.
    const isCut = new Set(this.#sideOf).size > 1
    const from = isCut ? { from: side.length === 0 ? by : prng.pick(side) } : {}
    return {
      do: 'deliver',
      by,
      ...from,
      count: prng.chance(0.3) ? 1_000 : 1 + prng.int(6),
      skip: isWild ? prng.int(20) : 0,
      order: isWild ? prng.pick(['oldest', 'newest', 'mixed']) : 'oldest',
      again: isWild && !isCut ? Array.from({ length: prng.int(4) }, () => prng.int(1_000)) : [],
      together: prng.chance(0.5),
    }
  }

  #share(): number {
    return this.#prng.chance(0.15) ? this.#prng.pick([0, 10_000]) : this.#prng.int(10_001)
  }

  #text(maxCharacters: number): string {
    return Array.from({ length: 1 + this.#prng.int(maxCharacters) }, () => this.#prng.pick(this.#alphabet)).join('')
  }

  #sides(count: number): readonly number[] {
    return Array.from({ length: this.#replicas }, () => this.#prng.int(count))
  }
}
