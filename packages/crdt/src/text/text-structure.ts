import type { OpenedStructure, RunColumns, Structure } from '../codec/snapshot.ts'
import type { ReplicaState } from '../progress.ts'
import { ends } from './none.ts'
import { emptyOrder, isTombstone, type Order } from './order.ts'
import { PairTable } from './pair-table.ts'
import { RunIndex } from './run-index.ts'
import type { Serial } from './run-table.ts'

const { none } = ends

// Between the order of an open text and that of a snapshot. Both have runs of code units named by serials; a snapshot's
// serials are the same everywhere, those of an open text aren't.

/** The order of a text that was opened. */
export function orderOf(
  replicas: readonly ReplicaState[],
  text: string,
  { times, columns, pairs, sorted }: OpenedStructure,
): Order {
  const { list, runs, serials, ...order } = emptyOrder()
  const { start, length, left, right, deleted } = columns
  for (let row = 0; row < start.length; row++) {
    const units = length[row] ?? 0
    const run = runs.add(start[row] ?? 0, units, left[row] ?? none, right[row] ?? none)
    list.insertAfter(run - 1, run, deleted[row] === 1 ? 0 : units)
  }
  for (const [rank, { id, counter }] of replicas.entries()) serials.addAuthor(id, counter, times[rank] ?? [])
  return {
    ...order,
    list,
    runs,
    index: new RunIndex(runs, sorted),
    serials,
    pairs: new PairTable(allPairs(text, columns, pairs)),
  }
}

/** The order of an open text as a snapshot has it: the same for all texts with the same code units. */
export function structureOf(order: Order, replicas: readonly ReplicaState[]): Structure {
  const { list, runs, serials, pairs } = order
  const canonical = canonicalSerials(order, replicas)
  const start: Serial[] = []
  const length: number[] = []
  const left: Serial[] = []
  const right: Serial[] = []
  const deleted: number[] = []
  const buriedPairs: Serial[] = []
  for (let run = list.first; run !== none; run = list.next(run)) {
    const first = canonical(runs.start(run))
    const leftOrigin = canonical(runs.left(run))
    const rightOrigin = canonical(runs.right(run))
    const tomb = isTombstone(order, run) ? 1 : 0
    const last = start.length - 1
    const end = (start[last] ?? none) + (length[last] ?? 0)
    // Where a replica's room was used up, a run goes on in another block. Nothing goes on with a first code unit.
    if (
      first === end &&
      leftOrigin === end - 1 &&
      rightOrigin === right[last] &&
      tomb === deleted[last] &&
      serials.counterOf(runs.start(run)) > 0
    ) {
      length[last] = (length[last] ?? 0) + runs.length(run)
    } else {
      start.push(first)
      length.push(runs.length(run))
      left.push(leftOrigin)
      right.push(rightOrigin)
      deleted.push(tomb)
    }
    if (tomb === 1) {
      for (const pair of pairs.between(runs.start(run), runs.end(run))) buriedPairs.push(canonical(pair))
    }
  }
  return {
    times: replicas.map(({ id }) => serials.timesOf(id)),
    columns: {
      start: new Int32Array(start),
      length: new Int32Array(length),
      left: new Int32Array(left),
      right: new Int32Array(right),
      deleted: new Uint8Array(deleted),
    },
    pairs: new Int32Array(buriedPairs).sort(),
  }
}

function canonicalSerials({ serials }: Order, replicas: readonly ReplicaState[]): (serial: Serial) => Serial {
  const bases = new Map<number, number>()
  let units = 0
  for (const { id, counter } of replicas) {
    bases.set(id, units)
    units += counter
  }
  return (serial) => (serial === none ? none : (bases.get(serials.replicaOf(serial)) ?? 0) + serials.counterOf(serial))
}

/** The first halves of all surrogate pairs: of those in tombstones, which are given, and of those that show. */
function allPairs(text: string, { start, length, deleted }: RunColumns, buried: Int32Array): Serial[] {
  const serials = [...buried]
  if (!/[\ud800-\udbff]/.test(text)) return serials
  let position = 0
  for (let run = 0; run < start.length; run++) {
    if (deleted[run] === 1) continue
    const end = position + (length[run] ?? 0)
    for (let at = position; at < end; at++) {
      if (text.charCodeAt(at) >> 10 === 0x36) serials.push((start[run] ?? 0) + at - position)
    }
    position = end
  }
  return serials.sort((a, b) => a - b)
}
