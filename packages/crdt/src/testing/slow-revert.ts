import type { Change } from '../change.ts'
import type { Id } from '../id.ts'
import { NaiveText } from './naive-text.ts'

/** What became of a code unit. */
type Unit = { readonly text: string; readonly isNew: boolean; readonly deletions: boolean[] }

/**
 * The slow twin of a revert: the text as it has to be once an author has done nothing behind the first `since` changes of a
 * log, followed by changes that it knew nothing of. It looks at each code unit that was ever typed, by itself.
 */
export class SlowRevert {
  readonly text: string
  readonly #units = new Map<string, Unit>()

  constructor(log: readonly Change[], since: number, author: number, rest: readonly Change[]) {
    const order = new NaiveText()
    const shown = new NaiveText()
    const all = [...log, ...rest]
    all.forEach((change, at) => {
      // Without deletions, so that it tells the order of all.
      order.apply({ ...change, operations: change.operations.filter(({ kind }) => kind !== 'delete') })
      shown.apply(change)
      this.#note(change, at >= since && at < log.length && change.replica === author)
    })
    const shows = new Set(shown.ids().map(keyOf))
    this.text = order
      .ids()
      .map(keyOf)
      .map((key) => (this.#stays(key, shows.has(key)) ? this.#units.get(key)?.text : ''))
      .join('')
  }

  #note({ replica, counter, operations }: Change, isReverted: boolean): void {
    let next = counter
    for (const operation of operations) {
      if (operation.kind === 'insert' || operation.kind === 'type') {
        for (const text of operation.text.split('')) {
          this.#units.set(keyOf({ replica, counter: next }), { text, isNew: isReverted, deletions: [] })
          next += 1
        }
      }
      if (operation.kind !== 'delete') continue
      for (let unit = 0; unit < operation.length; unit++) {
        const key = keyOf({ replica: operation.replica, counter: operation.counter + unit })
        this.#units.get(key)?.deletions.push(isReverted)
      }
    }
  }

  #stays(key: string, shows: boolean): boolean {
    const unit = this.#units.get(key)
    if (unit === undefined) throw new Error(`nobody typed ${key}`)
    return !unit.isNew && (shows || unit.deletions.every((isReverted) => isReverted))
  }
}

function keyOf({ replica, counter }: Id): string {
  return `${replica}:${counter}`
}
