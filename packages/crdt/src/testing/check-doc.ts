import { assert } from '../assert.ts'
import { openSnapshot } from '../codec/snapshot-codec.ts'
import type { ReplicaId } from '../id.ts'
import { partsOf, type TandemDoc } from '../tandem-doc.ts'
import { ends } from '../text/none.ts'
import { continues, isTombstone, type Order } from '../text/order.ts'
import type { Run } from '../text/run-table.ts'
import { checkSnapshot } from './check-snapshot.ts'
import { listProblem } from './list-problem.ts'
import { ropeProblem } from './rope-problem.ts'

const { none } = ends

/** Checks every invariant of a document's inside; INTERNALS.md names them. Throws at the first that is broken. */
export function checkDoc(doc: TandemDoc): void {
  const { text, map, progress } = partsOf(doc)
  const { list, runs, index, serials } = text.order
  const problem = listProblem(list) ?? ropeProblem(text.rope)
  assert(problem === null, problem ?? '')

  let visible = 0
  const units = new Map<ReplicaId, number>()
  let previous = none
  assert(list.size === runs.size, 'every run is in the list')
  for (let run = list.first; run !== none; run = list.next(run)) {
    assert([0, runs.length(run)].includes(list.weightOf(run)), 'a run shows or does not')
    assert(runs.length(run) > 0, 'a run has a code unit')
    const isFound = index.find(runs.start(run)) === run && index.find(runs.end(run) - 1) === run
    assert(isFound, 'the index leads to every run')
    checkNames(text.order, run, units)
    visible += list.weightOf(run)
    if (run !== list.first) {
      const isOne =
        isTombstone(text.order, previous) === isTombstone(text.order, run) && continues(text.order, previous, run)
      assert(!isOne, 'neighbours that can be one run are one')
    }
    previous = run
  }
  assert(list.weight === visible && doc.length === visible, 'list and rope know how much shows')
  checkSnapshot(openSnapshot(doc.snapshot()))

  const string = doc.toString()
  assert(string.length === visible && string.isWellFormed(), 'the text is well-formed')
  checkPairs(text.order, string)
  let latest = 0
  for (const { id: replica, rseq, counter, lamport } of progress.states()) {
    latest = Math.max(latest, lamport)
    assert(rseq >= 1 && lamport >= counter, 'a replica took a tick for each code unit')
    assert((units.get(replica) ?? 0) === counter, 'every code unit is in a run')
    checkTimes(serials.timesOf(replica), counter, lamport, replica)
  }
  assert(doc.lamport === latest, 'the document knows the latest time')
  for (const [, { stamp }] of map.records()) {
    assert(stamp.lamport <= progress.of(stamp.replica).lamport, 'a stamp is a time that its replica took')
  }
}

/** Serials and names lead to each other, and a run is of one replica, in one block. Adds up whose the code units are. */
function checkNames({ runs, serials }: Order, run: Run, units: Map<ReplicaId, number>): void {
  const start = runs.start(run)
  const last = runs.end(run) - 1
  const replica = serials.replicaOf(start)
  const counter = serials.counterOf(start)
  assert(serials.serialOf(replica, counter) === start, 'a name leads back to the serial')
  assert(
    serials.replicaOf(last) === replica && serials.counterOf(last) === counter + last - start,
    'a run is in one block',
  )
  units.set(replica, (units.get(replica) ?? 0) + runs.length(run))
}

/** The pairs that show are noted, and no others; none is cut. */
function checkPairs(order: Order, text: string): void {
  const { list, runs, pairs } = order
  let position = 0
  for (let run = list.first; run !== none; run = list.next(run)) {
    const start = runs.start(run)
    const noted = pairs.between(start, runs.end(run))
    assert(!pairs.begins(runs.end(run) - 1), 'no run ends inside a pair')
    if (isTombstone(order, run)) continue
    const shown = [...text.slice(position, position + runs.length(run)).matchAll(/[\ud800-\udbff]/g)]
    assert(
      noted.length === shown.length && shown.every(({ index }, at) => noted[at] === start + index),
      'the pairs that show are noted',
    )
    position += runs.length(run)
  }
}

function checkTimes(
  runs: readonly { readonly counter: number; readonly ahead: number }[],
  end: number,
  lamport: number,
  replica: ReplicaId,
): void {
  assert(runs.length > 0 === end > 0, `replica ${replica} has times if and only if it has text`)
  let last = { counter: -1, ahead: 0 }
  for (const run of runs) {
    assert(run.counter > last.counter && run.ahead > last.ahead, 'runs of time ascend')
    last = run
  }
  assert(end === 0 || (runs[0]?.counter === 0 && last.counter < end), 'times cover all counters')
  assert(end === 0 || end - 1 + last.ahead <= lamport, 'no time is later than the last')
}
