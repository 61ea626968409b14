import { assert } from './assert.ts'
import { type Change, changeExtent, checkChange, InvalidChange } from './change.ts'
import type { ReplicaId } from './id.ts'
import { checkLimit } from './limit-exceeded.ts'
import { maxBufferedChanges, maxBufferedWeight } from './limits.ts'
import { type Progress, ProgressTable } from './progress.ts'

/** What to do with a batch of changes, decided before anything is done. */
export type Plan = {
  /** Changes to apply now, in this order; some may have waited. */
  readonly ready: readonly Change[]
  /** Changes of the batch that have to wait. */
  readonly waiting: readonly Change[]
  /** How many of the batch are known already, or given twice. */
  readonly duplicates: number
}

/**
 * Keeps changes that came before what they depend on: the change before them of their own replica, and every code unit
 * that they refer to. At most `maxBufferedChanges`, of at most `maxBufferedWeight` together.
 */
export class CausalBuffer {
  readonly #waiting = new WaitingChanges()

  /** How many changes wait. */
  get size(): number {
    return this.#waiting.size
  }

  /** Whether nothing waits and it is the change's turn. Throws `InvalidChange` when it can never be applied. */
  isNext(change: Change, progress: ProgressTable): boolean {
    checkChange(change)
    return this.size === 0 && change.rseq > progress.of(change.replica).rseq && isReady(change, progress)
  }

  /**
   * Decides what to do with a batch, without doing it. Throws `InvalidChange` for a change that can never be applied,
   * and `LimitExceeded` when more would have to wait than may. A waiting change whose turn has come and that turns out
   * invalid is thrown and forgotten: it must not stop the others for ever.
   */
  plan(changes: readonly Change[], progress: ProgressTable): Plan {
    const fresh = new WaitingChanges()
    const ready: Change[] = []
    const reached = new ProgressTable(progress)
    const take = (change: Change) => {
      ready.push(change)
      const { rseq, counter, lamport } = progressAfter(change, reached.of(change.replica))
      reached.reach(change.replica, rseq, counter, lamport)
    }
    let duplicates = 0
    for (const change of changes) {
      checkChange(change)
      const known = change.rseq <= reached.of(change.replica).rseq
      if (known || fresh.has(change) || this.#waiting.has(change)) duplicates += 1
      else if (isReady(change, reached)) take(change)
      else fresh.add(change)
    }
    let size = this.#waiting.size
    let weight = this.#waiting.weight
    for (let progressed = fresh.size + this.#waiting.size > 0; progressed; ) {
      progressed = false
      for (const replica of new Set([...fresh.replicas(), ...this.#waiting.replicas()])) {
        for (;;) {
          const rseq = reached.of(replica).rseq + 1
          const change = fresh.get(replica, rseq) ?? this.#waiting.get(replica, rseq)
          if (change === undefined || !this.#isReadyOrForget(change, reached)) break
          take(change)
          progressed = true
          if (fresh.has(change)) {
            fresh.delete(change)
          } else {
            size -= 1
            weight -= weightOf(change)
          }
        }
      }
    }
    checkLimit('maxBufferedChanges', size + fresh.size, maxBufferedChanges)
    checkLimit('maxBufferedWeight', weight + fresh.weight, maxBufferedWeight)
    return { ready, waiting: [...fresh.changes()], duplicates }
  }

  /** Does the buffer's part of a plan: forgets what is ready and keeps what has to wait. */
  commit(plan: Plan): void {
    if (this.size > 0) for (const change of plan.ready) this.#waiting.delete(change)
    for (const change of plan.waiting) this.#waiting.add(change)
  }

  /** Forgets the waiting changes of a replica that has come so far. */
  forget(replica: ReplicaId, rseq: number): void {
    for (const change of [...this.#waiting.changes()]) {
      if (change.replica === replica && change.rseq <= rseq) this.#waiting.delete(change)
    }
  }

  #isReadyOrForget(change: Change, progress: ProgressTable): boolean {
    try {
      return isReady(change, progress)
    } catch (error) {
      if (error instanceof InvalidChange) this.#waiting.delete(change)
      throw error
    }
  }
}

/** How far its replica has come with a change, from how far it had come before. */
export function progressAfter(change: Change, before: Progress): Progress {
  const { characters, lamports } = changeExtent(change)
  const lamport = lamports === 0 ? before.lamport : change.lamport + lamports - 1
  return { rseq: change.rseq, counter: change.counter + characters, lamport }
}

/** Whether everything that a change depends on is there. Throws `InvalidChange` when its turn has come and it can't be. */
export function isReady(change: Change, progress: ProgressTable): boolean {
  const { rseq, counter, lamport } = progress.of(change.replica)
  assert(change.rseq > rseq, 'a change that is not known yet')
  if (change.rseq > rseq + 1) return false
  if (change.counter !== counter) {
    throw new InvalidChange(change, 'counter', `counter ${change.counter} where ${counter} is next`)
  }
  if (change.lamport <= lamport) {
    throw new InvalidChange(change, 'lamport', `lamport ${change.lamport} where ${lamport} is taken`)
  }
  return knowsReferences(change, progress)
}

/** As with `changeReferences`, which makes a map: this is asked of every change that comes. */
function knowsReferences(change: Change, progress: ProgressTable): boolean {
  for (const operation of change.operations) {
    if (operation.kind === 'insert') {
      if (operation.left !== null && !knows(change, operation.left.replica, operation.left.counter, progress))
        return false
      if (operation.right !== null && !knows(change, operation.right.replica, operation.right.counter, progress)) {
        return false
      }
    } else if (operation.kind === 'delete') {
      const { replica, counter, length } = operation
      if (!knows(change, replica, counter + length - 1, progress)) return false
    }
  }
  return true
}

/** Whether a code unit is there. What its own replica named, it has inserted before, or inserts itself. */
function knows({ replica }: Change, author: ReplicaId, counter: number, progress: ProgressTable): boolean {
  return author === replica || counter < progress.of(author).counter
}

/** Changes by replica and rseq. */
class WaitingChanges {
  readonly #changes = new Map<ReplicaId, Map<number, Change>>()
  size = 0
  weight = 0

  get(replica: ReplicaId, rseq: number): Change | undefined {
    return this.#changes.get(replica)?.get(rseq)
  }

  has({ replica, rseq }: Change): boolean {
    return this.get(replica, rseq) !== undefined
  }

  add(change: Change): void {
    const ofReplica = this.#changes.get(change.replica)
    if (ofReplica === undefined) this.#changes.set(change.replica, new Map([[change.rseq, change]]))
    else ofReplica.set(change.rseq, change)
    this.size += 1
    this.weight += weightOf(change)
  }

  delete({ replica, rseq }: Pick<Change, 'replica' | 'rseq'>): void {
    const ofReplica = this.#changes.get(replica)
    const change = ofReplica?.get(rseq)
    if (ofReplica === undefined || change === undefined) return
    ofReplica.delete(rseq)
    if (ofReplica.size === 0) this.#changes.delete(replica)
    this.size -= 1
    this.weight -= weightOf(change)
  }

  replicas(): IterableIterator<ReplicaId> {
    return this.#changes.keys()
  }

  *changes(): IterableIterator<Change> {
    for (const ofReplica of this.#changes.values()) yield* ofReplica.values()
  }
}

function weightOf(change: Change): number {
  let weight = 0
  for (const operation of change.operations) {
    if (operation.kind === 'insert' || operation.kind === 'type') weight += operation.text.length
    else if (operation.kind === 'set' && typeof operation.value === 'string') weight += operation.value.length
    weight += 1
  }
  return weight
}
