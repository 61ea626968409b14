import { DecodeError } from './decode-error.ts'
import { type OpenedStructure, type ReplicaState, unitsOf } from './snapshot.ts'

/**
 * Checks that runs that were read fit together, with the replicas and with the visible text: every code unit is in one
 * run, runs are as long as they can be, no surrogate pair is cut or ends outside its tombstone. And, for the rows in
 * `suspects`, that the origins are on their sides and not inside a pair; the caller knows it of all others. Throws
 * `DecodeError`. Requires origins that exist, and pairs that ascend without overlapping.
 */
export function checkRuns(
  replicas: readonly ReplicaState[],
  text: string,
  structure: OpenedStructure,
  suspects: Iterable<number>,
): void {
  const { columns, sorted, pairs } = structure
  const { start, left, right, deleted } = columns
  checkCover(replicas, structure)
  const textAt = placesInText(text, structure)

  const beginsPair = (run: number, serial: number): boolean => {
    if (deleted[run] === 1) return pairs[atMost(pairs, serial, (pair) => pair)] === serial
    const unit = text.charCodeAt((textAt[run] ?? 0) + serial - (start[run] ?? 0))
    return unit >= 0xd800 && unit < 0xdc00
  }
  const runOf = (serial: number) => sorted[atMost(sorted, serial, (run) => start[run] ?? 0)] ?? -1
  for (const run of suspects) {
    const before = left[run] ?? -1
    const after = right[run] ?? -1
    if (before >= 0) {
      const holder = runOf(before)
      if (holder >= run) throw new DecodeError('invalid', 'a left origin that is not to the left')
      if (beginsPair(holder, before)) throw new DecodeError('invalid', 'a left origin inside a pair')
    }
    if (after >= 0) {
      const holder = runOf(after)
      if (holder <= run) throw new DecodeError('invalid', 'a right origin that is not to the right')
      if (after > (start[holder] ?? 0) && beginsPair(holder, after - 1)) {
        throw new DecodeError('invalid', 'a right origin inside a pair')
      }
    }
  }
}

/** By ascending serial: the runs meet end to end, none reaches into another replica, none could be one with the next. */
function checkCover(replicas: readonly ReplicaState[], { columns, sorted, pairs }: OpenedStructure): void {
  const { start, length, left, right, deleted } = columns
  let rank = 0
  let base = 0
  let limit = 0
  let next = 0
  let pair = 0
  let previous = -1
  for (const run of sorted) {
    while (next >= limit && rank < replicas.length) {
      base = limit
      limit += replicas[rank++]?.counter ?? 0
    }
    const end = next + (length[run] ?? 0)
    if (start[run] !== next || end > limit) throw new DecodeError('invalid', 'a code unit that is missing, or twice')
    if (
      run === previous + 1 &&
      next > base &&
      left[run] === next - 1 &&
      right[run] === right[previous] &&
      deleted[run] === deleted[previous]
    ) {
      throw new DecodeError('canonical', 'two runs that should be one')
    }
    for (let first = pairs[pair]; first !== undefined && first < end; first = pairs[++pair]) {
      if (deleted[run] !== 1 || first + 1 === end) throw new DecodeError('invalid', 'a pair that is in no tombstone')
    }
    previous = run
    next = end
  }
  if (next !== unitsOf(replicas) || pair < pairs.length) throw new DecodeError('invalid', 'code units without a run')
}

/** For each run where its text begins, or would. */
function placesInText(text: string, { columns: { count, length, deleted } }: OpenedStructure): Int32Array {
  const places = new Int32Array(count)
  let next = 0
  for (let run = 0; run < count; run++) {
    places[run] = next
    if (deleted[run] === 1) continue
    const unit = text.charCodeAt(next)
    if (unit >= 0xdc00 && unit < 0xe000) throw new DecodeError('invalid', 'a run that begins inside a pair')
    next += length[run] ?? 0
  }
  if (next !== text.length) throw new DecodeError('invalid', 'text that does not fit the runs')
  return places
}

/** The place of the last of the numbers (given by `read`, ascending) that is at most `value`; -1 when none is. */
function atMost(places: Int32Array, value: number, read: (place: number) => number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (read(places[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
