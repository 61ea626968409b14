import { type Change, changeExtent, checkChange, refuse, unitsIn } from './change.ts'
import type { Id, ReplicaId } from './id.ts'
import { checkLimit } from './limit-exceeded.ts'
import { maxBufferedChanges, maxBufferedWeight } from './limits.ts'
import { lastOf } from './operation.ts'
import { type Progress, ProgressTable } from './progress.ts'

/** What to do with a batch of changes, decided before anything is done. */
export type Plan = {
  /** Changes to apply now, in this order; some may have waited. */
  readonly ready: readonly Change[]
  /** What waits then, by name, and what it weighs. */
  readonly waiting: Map<string, Change>
  readonly weight: number
  /** How many of the batch are known already, or given twice. */
  readonly duplicates: number
}

/**
 * Keeps changes that came before what they depend on: the change before them of their own replica, and every code unit
 * that they refer to. At most `maxBufferedChanges`, of at most `maxBufferedWeight` together.
 */
export class CausalBuffer {
  /** What waits, by name. */
  #waiting = new Map<string, Change>()
  #weight = 0

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
    const reached = new ProgressTable(progress)
    const ready: Change[] = []
    const waiting = new Map(this.#waiting)
    let weight = this.#weight
    let duplicates = 0
    const take = (change: Change) => {
      ready.push(change)
      const { rseq, counter, lamport } = progressAfter(change, reached.of(change.replica))
      reached.reach(change.replica, rseq, counter, lamport)
    }
    for (const change of changes) {
      checkChange(change)
      const isKnown = change.rseq <= reached.of(change.replica).rseq
      if (isKnown || (waiting.size > 0 && waiting.has(nameOf(change.replica, change.rseq)))) duplicates += 1
      else if (isReady(change, reached)) take(change)
      else {
        waiting.set(nameOf(change.replica, change.rseq), change)
        weight += weightOf(change)
      }
    }
    // What one replica's change brings, another one's may have waited for.
    for (let before = -1; before < ready.length && waiting.size > 0; ) {
      before = ready.length
      for (const replica of new Set(Array.from(waiting.values(), (change) => change.replica))) {
        for (;;) {
          const change = waiting.get(nameOf(replica, reached.of(replica).rseq + 1))
          if (change === undefined || !this.#isReadyOrForget(change, reached)) break
          take(change)
        }
      }
    }
    for (const [name, change] of waiting) {
      if (change.rseq > reached.of(change.replica).rseq) continue
      waiting.delete(name)
      weight -= weightOf(change)
    }
    checkLimit('maxBufferedChanges', waiting.size, maxBufferedChanges)
    checkLimit('maxBufferedWeight', weight, maxBufferedWeight)
    return { ready, waiting, weight, duplicates }
  }

  /** Does the buffer's part of a plan: forgets what is ready and keeps what has to wait. */
  commit(plan: Plan): void {
    this.#waiting = plan.waiting
    this.#weight = plan.weight
  }

  /** Forgets the waiting change of that name, if there is one. */
  forget(replica: ReplicaId, rseq: number): void {
    const name = nameOf(replica, rseq)
    const change = this.#waiting.get(name)
    if (change === undefined) return
    this.#waiting.delete(name)
    this.#weight -= weightOf(change)
  }

  #isReadyOrForget(change: Change, progress: ProgressTable): boolean {
    try {
      return isReady(change, progress)
    } catch (error) {
      this.forget(change.replica, change.rseq)
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

/**
 * Whether everything that a change depends on is there. Throws `InvalidChange` when its turn has come and it can't be.
 * Requires one that is not known yet.
 */
export function isReady(change: Change, progress: ProgressTable): boolean {
  const { rseq, counter, lamport } = progress.of(change.replica)
  if (change.rseq > rseq + 1) return false
  if (change.counter !== counter) refuse(change, 'counter', change.counter)
  if (change.lamport <= lamport) refuse(change, 'lamport', change.lamport)
  // As with `changeReferences`, which makes a map: this is asked of every change that comes.
  for (const operation of change.operations) {
    if (operation.kind === 'insert') {
      if (!isKnown(change, operation.left, progress) || !isKnown(change, operation.right, progress)) return false
    } else if (operation.kind === 'delete') {
      if (!isKnown(change, lastOf(operation), progress)) return false
    }
  }
  return true
}

/** What a change names of its own replica is checked already: it is older, or the change inserts it before. */
function isKnown({ replica }: Change, id: Id | null, progress: ProgressTable): boolean {
  return id === null || id.replica === replica || id.counter < progress.of(id.replica).counter
}

function nameOf(replica: ReplicaId, rseq: number): string {
  return `${replica} ${rseq}`
}

function weightOf({ operations }: Change): number {
  let weight = operations.length
  for (const operation of operations) {
    weight += unitsIn(operation)
    if (operation.kind === 'set' && typeof operation.value === 'string') weight += operation.value.length
  }
  return weight
}
