import { present } from '../assert.ts'
import type { OpenedStructure, ReplicaState, RunColumns, Structure } from '../codec/snapshot.ts'
import { LamportTable } from './lamport-table.ts'
import type { Order } from './order.ts'
import { OrderTree } from './order-tree.ts'
import { PairTable } from './pair-table.ts'
import { RunIndex } from './run-index.ts'
import { RunTable, type Serial } from './run-table.ts'
import { SerialTable } from './serial-table.ts'
import { treeShape } from './tree-shape.ts'

const { none } = treeShape

// Between the order of an open text and that of a snapshot. Both have runs of code units named by serials; a snapshot's
// serials are the same everywhere, those of an open text aren't.

/** The order of a text that was opened. It takes the columns over. */
export function orderOf(
  replicas: readonly ReplicaState[],
  text: string,
  { times, columns, pairs, sorted }: OpenedStructure,
): Order {
  const runs = RunTable.of(columns)
  const list = new OrderTree()
  const rows = Int32Array.from(columns.start.keys())
  list.build(
    rows,
    rows.map((run) => runs.visible(run)),
  )
  return {
    list,
    runs,
    index: RunIndex.of(runs, sorted),
    serials: SerialTable.of(replicas.map(({ id, counter }) => [id, counter])),
    lamports: LamportTable.of(replicas.map(({ id }, rank) => [id, times[rank] ?? []])),
    pairs: PairTable.of(allPairs(text, columns, pairs)),
  }
}

/** The order of an open text as a snapshot has it: the same for all texts with the same code units. */
export function structureOf(order: Order, replicas: readonly ReplicaState[]): Structure {
  const { list, runs, serials, lamports, pairs } = order
  const canonical = canonicalSerials(serials, replicas)
  const count = runs.size
  const start = new Int32Array(count)
  const length = new Int32Array(count)
  const left = new Int32Array(count)
  const right = new Int32Array(count)
  const deleted = new Uint8Array(count)
  const buriedPairs: Serial[] = []
  let rows = 0
  for (let run = list.first; run !== none; run = list.next(run)) {
    const first = canonical(runs.start(run))
    const leftOrigin = canonical(runs.left(run))
    const rightOrigin = canonical(runs.right(run))
    const tomb = runs.isDeleted(run) ? 1 : 0
    const last = rows - 1
    const end = (start[last] ?? none) + (length[last] ?? 0)
    // Where a replica's room was used up, a run goes on in another block. Nothing goes on with a first code unit.
    const goesOn =
      rows > 0 &&
      first === end &&
      leftOrigin === end - 1 &&
      rightOrigin === right[last] &&
      tomb === deleted[last] &&
      serials.counterOf(runs.start(run)) > 0
    if (goesOn) {
      length[last] = (length[last] ?? 0) + runs.length(run)
    } else {
      start[rows] = first
      length[rows] = runs.length(run)
      left[rows] = leftOrigin
      right[rows] = rightOrigin
      deleted[rows] = tomb
      rows += 1
    }
    if (tomb === 1) {
      for (const pair of pairs.between(runs.start(run), runs.end(run))) buriedPairs.push(canonical(pair))
    }
  }
  return {
    times: replicas.map(({ id }) => lamports.runsOf(id)),
    columns: {
      count: rows,
      start: start.subarray(0, rows),
      length: length.subarray(0, rows),
      left: left.subarray(0, rows),
      right: right.subarray(0, rows),
      deleted: deleted.subarray(0, rows),
    },
    pairs: Int32Array.from(buriedPairs).sort(),
  }
}

function canonicalSerials(serials: SerialTable, replicas: readonly ReplicaState[]): (serial: Serial) => Serial {
  const bases = new Map<number, number>()
  let units = 0
  for (const { id, counter } of replicas) {
    bases.set(id, units)
    units += counter
  }
  return (serial) => {
    if (serial === none) return none
    return present(bases.get(serials.replicaOf(serial)), 'replica') + serials.counterOf(serial)
  }
}

/** The first halves of all surrogate pairs: of those in tombstones, which are given, and of those that show. */
function allPairs(text: string, { count, start, length, deleted }: RunColumns, buried: Int32Array): Int32Array {
  if (buried.length === 0 && !/[\ud800-\udbff]/.test(text)) return buried
  const serials = [...buried]
  let position = 0
  for (let run = 0; run < count; run++) {
    if (deleted[run] === 1) continue
    const size = length[run] ?? 0
    for (let offset = 0; offset < size; offset++) {
      if (text.charCodeAt(position + offset) >> 10 === 0x36) serials.push((start[run] ?? 0) + offset)
    }
    position += size
  }
  return Int32Array.from(serials).sort()
}
