import type { Change } from '../change.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { Prng } from './prng.ts'
import { hostileChange, randomChange } from './random-edits.ts'

/** A few replicas' work on one document, some of it hostile: all changes, in an order in which they can be applied. */
export function randomHistory(seed: number, steps: number): readonly Change[] {
  const prng = new Prng(seed)
  const docs = [1, 2, 3].map((replica) => {
    const doc = new TandemDoc()
    doc.become(replica)
    return doc
  })
  const log: Change[] = []
  for (let step = 0; step < steps; step++) {
    const doc = prng.pick(docs)
    const change = prng.chance(0.2) ? hostileChange(prng, doc, 1) : randomChange(prng, doc)
    // The hostile change is signed by replica 1, so only its own document may make it.
    if (change.replica === 1 && doc.replica !== 1) continue
    doc.apply([change])
    log.push(change)
    if (prng.chance(0.3)) for (const other of docs) other.apply(log)
  }
  return log
}
