import { lastAtMost, placesInText } from './codec/run-check.ts'
import { bySerial } from './codec/run-columns.ts'
import { type DiffPiece, type DiffReplica, hidden } from './diff-content.ts'
import type { Id } from './id.ts'
import { maxChangeUnits } from './limits.ts'
import type { DeleteOperation } from './operation.ts'
import type { ReplicaState } from './progress.ts'
import type { Order } from './text/order.ts'
import { structureOf } from './text/text-structure.ts'
import type { Version } from './version.ts'

/**
 * What somebody may lack of a text who knows `since`: the same for all texts with the same code units. `replicas` are
 * those of the document, ascending, and `text` is what shows. Costs a walk over the document.
 */
export function diffSince(
  order: Order,
  text: string,
  replicas: readonly ReplicaState[],
  since: Version,
): readonly DiffReplica[] {
  const { times, columns, pairs } = structureOf(order, replicas)
  const { start, length, left, right, deleted } = columns
  const places = placesInText(text, length, deleted)
  const { sorted } = bySerial(start)
  const bases = new Int32Array(replicas.length)
  replicas.forEach(({ counter }, rank) => {
    bases[rank + 1] = (bases[rank] ?? 0) + counter
  })
  const idOf = (serial: number): Id | null => {
    if (serial < 0) return null
    const rank = lastAtMost(bases, serial)
    return { replica: replicas[rank]?.id ?? 0, counter: serial - (bases[rank] ?? 0) }
  }
  let at = 0
  let pair = 0
  return replicas.map((state, rank): DiffReplica => {
    const { id: replica, counter: end } = state
    const steps = times[rank] ?? []
    const base = bases[rank] ?? 0
    /** The counter, or the one before when it is that of the second half of a pair. */
    const outsidePair = (counter: number) => {
      const isInside = counter > 0 && order.pairs.begins(order.serials.serialOf(replica, counter - 1))
      return isInside ? counter - 1 : counter
    }
    const from = outsidePair(Math.min(since.next(replica), end))
    const deletions: DeleteOperation[] = []
    const pieces: DiffPiece[] = []
    let step = 0
    for (let first = 0; first < end; at++) {
      const run = sorted[at] ?? 0
      const runEnd = first + (length[run] ?? 0)
      const known = Math.min(runEnd, from) - first
      if (deleted[run] === 1 && known > 0) {
        const last = deletions.at(-1)
        if (last !== undefined && last.counter + last.length === first) {
          deletions[deletions.length - 1] = { ...last, length: last.length + known }
        } else deletions.push({ kind: 'delete', replica, counter: first, length: known })
      }
      const goesOn = first > 0 && left[run] === base + first - 1 && right[run] === right[sorted[at - 1] ?? 0]
      for (let counter = Math.max(first, from); counter < runEnd; ) {
        while ((steps[step + 1]?.counter ?? end) <= counter) step += 1
        const serial = base + counter
        let next = Math.min(runEnd, steps[step + 1]?.counter ?? end)
        let shown: string = hidden.unit
        let times = 0
        if (deleted[run] === 1) {
          while ((pairs[pair] ?? serial) < serial) pair += 1
          const apart = (pairs[pair] ?? base + end) - serial
          if (apart === 0) shown = hidden.pair
          next = apart === 0 ? counter + 2 : Math.min(next, counter + apart)
          times = (next - counter) / shown.length
        } else {
          next = outsidePair(Math.min(next, counter + maxChangeUnits))
          const place = (places[run] ?? 0) - first
          shown = text.slice(place + counter, place + next)
        }
        pieces.push({
          birth: { replica, counter, lamport: counter + (steps[step]?.ahead ?? 0) },
          operation:
            goesOn || counter > first
              ? { kind: 'type', text: shown }
              : { kind: 'insert', left: idOf(left[run] ?? -1), right: idOf(right[run] ?? -1), text: shown },
          deleted: times,
        })
        counter = next
      }
      first = runEnd
    }
    return { ...state, from, deletions, pieces }
  })
}
