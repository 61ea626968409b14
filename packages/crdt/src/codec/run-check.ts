import type { ReplicaState } from '../progress.ts'
import { demand } from './decode-error.ts'
import type { OpenedStructure } from './snapshot.ts'

/**
 * Checks that runs that were read fit together, and with the visible text: runs are as long as they can be, no surrogate
 * pair is cut or lies outside a tombstone, origins are on their sides and not inside a pair. Throws `DecodeError`.
 *
 * Only of the rows in `suspects` are the origins looked at, and only of those in `seams` whether the row before goes on
 * there; the caller knows of the others. Requires that the runs cover all code units, and the visible ones the text, that
 * origins exist, and that pairs ascend without overlapping.
 */
export function checkRuns(
  replicas: readonly ReplicaState[],
  text: string,
  { columns, sorted, pairs }: OpenedStructure,
  suspects: Iterable<number>,
  seams: Iterable<number>,
): void {
  const { start, length, left, right, deleted } = columns
  const textAt = /[\ud800-\udbff]/.test(text) ? placesInText(text, length, deleted) : null
  const serials = sorted.map((run) => start[run] ?? 0)
  const runOf = (serial: number) => sorted[lastAtMost(serials, serial)] ?? -1
  const endOf = (run: number) => (start[run] ?? 0) + (length[run] ?? 0)
  const beginsPair = (run: number, serial: number): boolean => {
    if (deleted[run] === 1) return pairs[lastAtMost(pairs, serial)] === serial
    return textAt !== null && isHalf(text.charCodeAt((textAt[run] ?? 0) + serial - (start[run] ?? 0)), 0xd800)
  }

  for (const pair of pairs) {
    const run = runOf(pair)
    demand(deleted[run] === 1 && pair + 1 < endOf(run), 'invalid', 'pair')
  }
  for (const run of suspects) {
    const before = left[run] ?? -1
    const after = right[run] ?? -1
    if (before >= 0) {
      const holder = runOf(before)
      demand(holder < run && !beginsPair(holder, before), 'invalid', 'origin')
    }
    if (after >= 0) {
      const holder = runOf(after)
      const isInside = after > (start[holder] ?? 0) && beginsPair(holder, after - 1)
      demand(holder > run && !isInside, 'invalid', 'origin')
    }
  }
  const firsts = firstSerials(replicas)
  for (const run of seams) {
    const serial = start[run] ?? 0
    const goesOn =
      serial === endOf(run - 1) &&
      !firsts.has(serial) &&
      deleted[run] === deleted[run - 1] &&
      left[run] === serial - 1 &&
      right[run] === right[run - 1]
    demand(!goesOn, 'canonical', 'runs')
  }
}

/** The serials of replicas' first code units, and the one after all. */
export function firstSerials(replicas: readonly ReplicaState[]): ReadonlySet<number> {
  const firsts = new Set([0])
  let next = 0
  for (const { counter } of replicas) {
    next += counter
    firsts.add(next)
  }
  return firsts
}

/** For each run where its text begins, or would. Throws `DecodeError` when that is inside a pair. */
export function placesInText(text: string, length: Int32Array, deleted: Uint8Array): Int32Array {
  let next = 0
  return length.map((size, run) => {
    const place = next
    if (deleted[run] === 1) return place
    demand(!isHalf(text.charCodeAt(next), 0xdc00), 'invalid', 'pair')
    next += size
    return place
  })
}

/** Whether a code unit is the first (0xd800) or second (0xdc00) half of a surrogate pair. */
function isHalf(unit: number, half: number): boolean {
  return (unit & 0xfc00) === half
}

/** As for arrays: where the last of ascending numbers is that is at most `value`; -1 when none is. */
export function lastAtMost(numbers: Int32Array, value: number): number {
  let high = numbers.length - 1
  let low = -1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
