import { assert } from '../assert.ts'
import { openSnapshot } from '../codec/snapshot-codec.ts'
import type { ReplicaId } from '../id.ts'
import { stateOf, type TandemDoc } from '../tandem-doc.ts'
import { continues } from '../text/run-surgery.ts'
import { treeShape } from '../text/tree-shape.ts'
import { checkSnapshot } from './check-snapshot.ts'
import { ropeProblem } from './rope-problem.ts'
import { treeProblem } from './tree-problem.ts'

const { none } = treeShape

/** Checks every invariant of a document's inside; INTERNALS.md names them. Throws at the first that is broken. */
export function checkDoc(doc: TandemDoc): void {
  const { text, map, progress } = stateOf(doc)
  const { list, runs, index, lamports } = text.order
  const problem = treeProblem(list) ?? ropeProblem(text.rope)
  assert(problem === null, problem ?? '')

  let visible = 0
  let previous = list.last
  assert(list.size === runs.size, 'every run is in the list')
  for (let run = list.first; run !== none; run = list.next(run)) {
    assert(list.weightOf(run) === runs.visible(run), 'the list knows what shows of a run')
    assert(runs.length(run) > 0, 'a run has a code unit')
    visible += runs.visible(run)
    if (run !== list.first) {
      const isOne = runs.isDeleted(previous) === runs.isDeleted(run) && continues(text.order, previous, run)
      assert(!isOne, 'neighbours that can be one run are one')
    }
    previous = run
  }
  let indexed = 0
  let end = 0
  for (const run of index) {
    assert(runs.start(run) >= end && index.find(runs.start(run)) === run, 'the index has the runs in order')
    end = runs.end(run)
    indexed += 1
  }
  assert(indexed === runs.size, 'every run is in the index')
  assert(list.weight === visible && doc.length === visible, 'list and rope know how much shows')
  checkSnapshot(openSnapshot(doc.snapshot()))

  const string = doc.toString()
  assert(string.length === visible && string.isWellFormed(), 'the text is well-formed')
  let latest = 0
  for (const [replica, { rseq, counter, lamport }] of progress) {
    latest = Math.max(latest, lamport)
    assert(rseq >= 1 && lamport >= counter, 'a replica took a tick for each code unit')
    checkTimes(lamports.runsOf(replica), counter, lamport, replica)
  }
  assert(doc.lamport === latest, 'the document knows the latest time')
  for (const [, { stamp }] of map.records()) {
    assert(stamp.lamport <= progress.of(stamp.replica).lamport, 'a stamp is a time that its replica took')
  }
  assert(map.size === map.entries().length, 'the map knows its size')
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
