import type { ReplicaState } from '../progress.ts'
import { demand } from './decode-error.ts'
import type { Structure } from './snapshot.ts'

/** Where runs begin, and the Lamport times of their first code units; by row. */
export type Births = { readonly start: Int32Array<ArrayBuffer>; readonly born: Float64Array }

/** Origins by row, as in `RunColumns`. */
export type Origins = { readonly left: Int32Array<ArrayBuffer>; readonly right: Int32Array<ArrayBuffer> }

/**
 * Lays runs end to end, in the order of the rows in `sorted`. Throws `DecodeError` unless they cover the code units of
 * each replica exactly.
 */
export function birthsOf(
  replicas: readonly ReplicaState[],
  times: Structure['times'],
  length: Int32Array,
  sorted: Int32Array,
): Births {
  const start = new Int32Array(sorted.length)
  const born = new Float64Array(sorted.length)
  let at = 0
  let base = 0
  for (const [rank, { counter: end }] of replicas.entries()) {
    const steps = times[rank] ?? []
    let counter = 0
    for (let step = 0; counter < end && at < sorted.length; at++) {
      while ((steps[step + 1]?.counter ?? end) <= counter) step += 1
      const run = sorted[at] ?? 0
      start[run] = base + counter
      born[run] = counter + (steps[step]?.ahead ?? 0)
      counter += length[run] ?? 0
    }
    demand(counter === end, 'invalid', 'runs')
    base += end
  }
  demand(at === sorted.length, 'invalid', 'runs')
  return { start, born }
}

/**
 * The origins that runs mostly have: left, the last code unit of the nearest run to the left that is older; right, the
 * first of the nearest to the right that is older (-1 where there is none). That is what surrounded the place when the
 * run was typed, unless others typed there at the same time. The age of a run is that of its first code unit: by Lamport
 * time, then serial.
 */
export function predictOrigins({ start, born }: Births, length: Int32Array): Origins {
  const count = start.length
  const left = new Int32Array(count)
  const right = new Int32Array(count).fill(-1)
  // For each row that was passed, the nearest older one to the left: together the runs that one further right can hit upon.
  const older = new Int32Array(count)
  for (let run = 0; run < count; run++) {
    const time = born[run] ?? 0
    const serial = start[run] ?? 0
    let other = run - 1
    while (other >= 0) {
      const otherTime = born[other] ?? 0
      if (otherTime < time || (otherTime === time && (start[other] ?? 0) < serial)) break
      // Hidden from now on, from both sides: this run is the nearest older one to its right.
      right[other] = serial
      other = older[other] ?? -1
    }
    older[run] = other
    left[run] = other < 0 ? -1 : (start[other] ?? 0) + (length[other] ?? 0) - 1
  }
  return { left, right }
}
