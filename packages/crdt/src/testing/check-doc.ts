import { assert } from '../assert.ts'
import type { ReplicaId } from '../id.ts'
import { stateOf, type TandemDoc } from '../tandem-doc.ts'
import { textProblem } from '../text/text-problem.ts'

/** Checks every invariant of a document's inside; INTERNALS.md names them. Throws at the first that is broken. */
export function checkDoc(doc: TandemDoc): void {
  const { text, map, progress } = stateOf(doc)
  const { list, index, lamports } = text.order
  const counts = new Map([...progress].map(([replica, { counter }]) => [replica, counter]))
  const problem = textProblem(text.order, counts)
  assert(problem === null, problem ?? '')

  let visible = 0
  let items = 0
  list.blocks.forEach((block, at) => {
    assert(block.index === at, 'blocks know their place')
    assert(block.items.length > 0 && block.items.length <= 128, 'blocks are neither empty nor too long')
    for (const item of block.items) assert(item.block === block, 'items know their block')
    const sum = block.items.reduce((total, item) => total + item.visible, 0)
    assert(block.visible === sum, 'blocks know how much shows')
    visible += sum
    items += block.items.length
  })
  assert(list.visible === visible && doc.length === visible, 'the list knows how much shows')
  let indexed = 0
  for (const replica of index.replicas()) indexed += index.itemsOf(replica).length
  assert(indexed === items, 'every item is in the index')

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
    assert(stamp.lamport <= (progress.get(stamp.replica)?.lamport ?? 0), 'a stamp is a time that its replica took')
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
