// The thread in which `npm run fuzz:crdt` tries things. It says what it tries next, so that the other one can tell what does not end.
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

// A thread does not inherit what reads TypeScript.
register()
const { attempt, failureOf } = await import('../packages/crdt/src/fuzz/attempt.ts')
const { attempts } = await import('../packages/crdt/src/fuzz/fuzzing.ts')

/** @typedef {import('../packages/crdt/src/fuzz/attempt.ts').Attempt} Attempt */
/** @typedef {import('../packages/crdt/src/fuzz/attempt.ts').Failure} Failure */

/**
 * How far a run has come.
 * @typedef {{ cases: number, operations: number, inputs: number }} Tally
 */

/**
 * What the thread says: what it has done, and what it tries next or what failed.
 * @typedef {{ tally: Tally } & ({ next: Attempt } | { failure: Failure })} News
 */

/** @type {Tally} */
const tally = { cases: 0, operations: 0, inputs: 0 }

/** @param {News} news */
const tell = (news) => parentPort?.postMessage(news)

for (const next of attempts(workerData.seed)) {
  tell({ tally, next })
  try {
    tally.operations += attempt(next)
  } catch {
    const failure = failureOf(next, (smaller) => tell({ tally, next: smaller }))
    tell({ tally, failure: failure ?? { message: 'it fails only sometimes', ...next } })
    break
  }
  if ('case' in next) tally.cases += 1
  else tally.inputs += 1
}
