import { assert } from '../assert.ts'
import type { Snapshot } from '../codec/snapshot.ts'

/**
 * Checks everything that must be true of a document as plain data, code unit by code unit and with no code in common with
 * the codec. Throws at the first thing that is wrong.
 */
export function checkSnapshot({ replicas, text, map, structure }: Snapshot): void {
  const { times, columns, pairs } = structure()
  const { start, length, left, right, deleted } = columns
  const firsts = new Set<number>()
  let total = 0
  let last = 0
  for (const [rank, { id, rseq, counter, lamport }] of replicas.entries()) {
    assert(id > last && rseq >= 1 && lamport >= counter, 'replicas ascend, made changes, and took ticks')
    firsts.add(total)
    total += counter
    last = id
    const runs = times[rank] ?? []
    assert(runs.length > 0 === counter > 0 && (runs[0]?.counter ?? 0) === 0, 'times begin with the first code unit')
    for (const [at, run] of runs.entries()) {
      const { counter: from, ahead } = runs[at - 1] ?? { counter: -1, ahead: 0 }
      assert(run.counter > from && run.counter < counter && run.ahead > ahead, 'runs of time ascend')
      assert(run.ahead + counter - 1 <= lamport, 'no time is above the last')
    }
  }

  // Document order: what stands where.
  const order: number[] = []
  const isDeleted = new Set<number>()
  for (let run = 0; run < start.length; run++) {
    for (let at = 0; at < (length[run] ?? 0); at++) {
      order.push((start[run] ?? 0) + at)
      if (deleted[run] === 1) isDeleted.add((start[run] ?? 0) + at)
    }
  }
  const placeOf = new Map(order.map((serial, place) => [serial, place]))
  assert(order.length === total && placeOf.size === total, 'every code unit stands once')
  assert(
    order.every((serial) => serial >= 0 && serial < total),
    'there are no other code units',
  )
  const visible = order.filter((serial) => !isDeleted.has(serial))
  assert(visible.length === text.length && text.isWellFormed(), 'the text is that of the visible code units')

  const pairStarts = new Set(pairs)
  assert(pairStarts.size === pairs.length && pairs.every((pair, at) => pair > (pairs[at - 1] ?? -1)), 'pairs ascend')
  for (const pair of pairs) {
    assert(isDeleted.has(pair) && isDeleted.has(pair + 1) && !pairStarts.has(pair + 1), 'pairs in tombstones')
  }
  visible.forEach((serial, at) => {
    if (text.charCodeAt(at) >> 10 === 0x36) pairStarts.add(serial)
  })
  for (const pair of pairStarts) {
    assert(!firsts.has(pair + 1) && placeOf.get(pair + 1) === (placeOf.get(pair) ?? 0) + 1, 'no pair is cut')
  }

  for (let run = 0; run < start.length; run++) {
    const from = start[run] ?? 0
    const place = placeOf.get(from) ?? -1
    const end = place + (length[run] ?? 0)
    const [l, r] = [left[run] ?? -1, right[run] ?? -1]
    assert((length[run] ?? 0) > 0, 'a run has a code unit')
    for (let serial = from + 1; serial < from + (length[run] ?? 0); serial++) {
      assert(!firsts.has(serial), 'a run has one author')
    }
    assert(l === -1 || (placeOf.get(l) ?? total) < place, 'a left origin is to the left')
    assert(r === -1 || (placeOf.get(r) ?? -1) >= end, 'a right origin is to the right')
    assert(l === -1 || !pairStarts.has(l), 'a left origin is not inside a pair')
    assert(r === -1 || firsts.has(r) || !pairStarts.has(r - 1), 'a right origin is not inside a pair')
    const next = order[end]
    const continues = next !== undefined && next === (order[end - 1] ?? -2) + 1 && !firsts.has(next)
    const same = left[run + 1] === order[end - 1] && right[run + 1] === r && deleted[run + 1] === deleted[run]
    assert(!(continues && same), 'runs are as long as they can be')
  }
  for (const [, { stamp }] of map.records()) {
    const writer = replicas.find(({ id }) => id === stamp.replica)
    assert(writer !== undefined && stamp.lamport >= 1 && stamp.lamport <= writer.lamport, 'stamps are ticks')
  }
}
