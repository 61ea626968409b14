import { TandemDoc } from '../tandem-doc.ts'
import { checkDoc } from '../testing/check-doc.ts'
import { NaiveText } from '../testing/naive-text.ts'
import { type History, isClosed, nameOf } from './histories.ts'

/** What a replica shows that has applied some changes, and one order in which it could. */
type Reached = { readonly order: History; readonly snapshot: string }

/**
 * Checks every order in which the changes of histories can arrive: that all of them end in the same snapshot, and in the
 * text of the twin.
 *
 * Not by going through the orders, which are thousands for each history, but through the sets of changes that a replica can
 * have applied on the way. Into each such set leads one step from each set that lacks one change which nothing in it depends
 * on; when all of these steps lead to the same snapshot, every order of the set does, since every order ends with one of
 * them, and the same holds for the set before it. A snapshot says everything that what comes later depends on (C7), so it
 * does not matter by which order the step's beginning was reached. Sets that histories have in common are checked once.
 */
export class Arrivals {
  readonly #reached = new Map<string, Reached>()
  /** The steps that were checked. */
  steps = 0

  /** The sets of changes that were checked. */
  get sets(): number {
    return this.#reached.size
  }

  /** Checks a history. Throws when two orders differ, or one of them and the twin. */
  check(history: History): void {
    this.#reach(history)
  }

  #reach(changes: History): Reached {
    const name = nameOf(changes)
    const known = this.#reached.get(name)
    if (known) return known
    let reached: Reached | null = null
    for (const last of changes) {
      const before = changes.filter((change) => change !== last)
      if (!isClosed(before)) continue
      const order = [...this.#reach(before).order, last]
      const snapshot = snapshotOf(order)
      this.steps++
      if (reached && reached.snapshot !== snapshot) {
        throw new Error(`two orders differ: ${JSON.stringify(reached.order)} and ${JSON.stringify(order)}`)
      }
      reached ??= { order, snapshot }
    }
    reached ??= { order: [], snapshot: snapshotOf([]) }
    checkTwin(reached.order)
    this.#reached.set(name, reached)
    return reached
  }
}

function snapshotOf(order: History): string {
  const doc = new TandemDoc()
  // One by one, as they arrive.
  for (const change of order) doc.apply([change])
  return doc.snapshot().join()
}

function checkTwin(order: History): void {
  const doc = new TandemDoc()
  doc.apply(order)
  checkDoc(doc)
  const twin = new NaiveText()
  for (const change of order) twin.apply(change)
  if (doc.toString() === twin.toString()) return
  throw new Error(`${doc} where the twin has ${twin}: ${JSON.stringify(order)}`)
}
