import type { ReplicaState, Structure } from './snapshot.ts'

/**
 * The origins that runs mostly have, by row: left, the last code unit of the nearest run to the left that is older;
 * right, the first of the nearest to the right that is older (-1 where there is none). That is what surrounded the place
 * when the run was typed, unless others typed there at the same time or the older run was longer then. The age of a run
 * is that of its first code unit: by Lamport time, then serial.
 *
 * `sorted` has the rows by ascending serial; the runs must cover all code units of the replicas.
 */
export function predictOrigins(
  replicas: readonly ReplicaState[],
  { times, columns }: Pick<Structure, 'times'> & { columns: Pick<Structure['columns'], 'start' | 'length'> },
  sorted: Int32Array,
): { readonly left: Int32Array<ArrayBuffer>; readonly right: Int32Array<ArrayBuffer> } {
  const { start, length } = columns
  const count = sorted.length
  const born = birthTimes(replicas, times, start, sorted)
  const left = new Int32Array(count)
  const right = new Int32Array(count)
  // For each row that was passed, the nearest older one; what it hides from those that follow is never looked at again.
  const older = new Int32Array(count)
  for (let run = 0; run < count; run++) {
    const time = born[run] ?? 0
    const serial = start[run] ?? 0
    let other = run - 1
    while (other >= 0 && isYounger(born[other] ?? 0, start[other] ?? 0, time, serial)) other = older[other] ?? -1
    older[run] = other
    left[run] = other < 0 ? -1 : (start[other] ?? 0) + (length[other] ?? 0) - 1
  }
  for (let run = count - 1; run >= 0; run--) {
    const time = born[run] ?? 0
    const serial = start[run] ?? 0
    let other = run + 1
    while (other < count && isYounger(born[other] ?? 0, start[other] ?? 0, time, serial)) other = older[other] ?? count
    older[run] = other
    right[run] = other < count ? (start[other] ?? 0) : -1
  }
  return { left, right }
}

function isYounger(time: number, serial: number, otherTime: number, otherSerial: number): boolean {
  return time > otherTime || (time === otherTime && serial > otherSerial)
}

/** The Lamport time of each run's first code unit. */
function birthTimes(
  replicas: readonly ReplicaState[],
  times: Structure['times'],
  start: Int32Array,
  sorted: Int32Array,
): Float64Array {
  const born = new Float64Array(sorted.length)
  let at = 0
  let base = 0
  replicas.forEach(({ counter }, rank) => {
    const runs = times[rank] ?? []
    let time = 0
    for (; at < sorted.length; at++) {
      const run = sorted[at] ?? 0
      const own = (start[run] ?? 0) - base
      if (own >= counter) break
      while ((runs[time + 1]?.counter ?? counter) <= own) time += 1
      born[run] = own + (runs[time]?.ahead ?? 0)
    }
    base += counter
  })
  return born
}
