import type { Change } from '../change.ts'
import { changeReferences } from '../references.ts'
import { TandemDoc } from '../tandem-doc.ts'

/** What replicas did, in an order in which it could be done. */
export type History = readonly Change[]

/** Which replicas make changes, and how many. */
export type Bounds = { readonly replicas: readonly number[]; readonly changesEach: number }

const letters = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Every history that has one change more than one of these. A replica that makes the change has heard of its own changes
 * and of any others with all that they depend on; it inserts one character at any place that it sees, or deletes one.
 * Histories with the same changes are one history: what an author knew beyond what the change says has no effect.
 */
export function longer(histories: Iterable<History>, bounds: Bounds): History[] {
  const found = new Map<string, History>()
  for (const history of histories) {
    for (const change of nextChanges(history, bounds)) {
      const next = [...history, change]
      found.set(nameOf(next), next)
    }
  }
  return [...found.values()]
}

/** Equal for histories with the same changes. */
export function nameOf(changes: History): string {
  return changes.map(numberOf).sort().join()
}

const numbers = new Map<string, number>()
const numbersOfKnown = new WeakMap<Change, number>()

/** The number of a change's content: names of thousands of histories are short with them. */
function numberOf(change: Change): number {
  const known = numbersOfKnown.get(change)
  if (known !== undefined) return known
  const content = JSON.stringify(change)
  const number = numbers.get(content) ?? numbers.size
  numbers.set(content, number)
  numbersOfKnown.set(change, number)
  return number
}

/** Whether everything is there that these depend on: then they can be applied. */
export function isClosed(changes: History): boolean {
  const last = new Map<number, number>()
  const counters = new Map<number, number>()
  for (const { replica, operations } of changes) {
    last.set(replica, (last.get(replica) ?? 0) + 1)
    const inserts = operations.filter(({ kind }) => kind === 'insert' || kind === 'type').length
    counters.set(replica, (counters.get(replica) ?? 0) + inserts)
  }
  return changes.every(
    (change) =>
      change.rseq <= (last.get(change.replica) ?? 0) &&
      [...changeReferences(change)].every(([replica, counter]) => counter < (counters.get(replica) ?? 0)),
  )
}

function* nextChanges(history: History, { replicas, changesEach }: Bounds): Generator<Change> {
  for (const replica of replicas) {
    const own = history.filter((change) => change.replica === replica)
    if (own.length === changesEach) continue
    const letter = letters.charAt((replica - 1) * changesEach + own.length)
    for (const known of subsetsOf(history)) {
      if (!own.every((change) => known.includes(change)) || !isClosed(known)) continue
      const { length } = docOf(known)
      for (let at = 0; at <= length; at++) yield made(replica, known, { from: at, to: at, insert: letter })
      for (let at = 0; at < length; at++) yield made(replica, known, { from: at, to: at + 1, insert: '' })
    }
  }
}

function made(replica: number, known: History, splice: { from: number; to: number; insert: string }): Change {
  const doc = docOf(known)
  doc.become(replica)
  return doc.edit([splice])
}

function docOf(changes: History): TandemDoc {
  const doc = new TandemDoc()
  doc.apply(changes)
  return doc
}

/** All subsets, each in the order of the list. */
function* subsetsOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let mask = 0; mask < 2 ** list.length; mask++) yield list.filter((_, at) => (mask >> at) & 1)
}
