import type { Change } from '../change.ts'
import { versionOf } from '../diff.ts'
import type { Edit, Splice } from '../edit.ts'
import type { BlameRun } from '../history.ts'
import { TandemDoc } from '../tandem-doc.ts'
import { NaiveText } from './naive-text.ts'

/** What there is at one seq. */
type State = { readonly text: string; readonly ids: readonly string[]; readonly properties: readonly unknown[] }

/** The slow twin of a history: it keeps everything at every seq, and the row of every code unit. */
export class SlowHistory {
  readonly #states: State[] = []
  readonly #rows = new Map<string, number>()

  constructor(log: readonly Change[]) {
    const text = new NaiveText()
    const doc = new TandemDoc()
    const note = () => {
      const ids = text.ids().map(({ replica, counter }) => `${replica}:${counter}`)
      this.#states.push({ text: text.toString(), ids, properties: doc.properties.entries() })
    }
    note()
    log.forEach((change, at) => {
      text.apply(change)
      doc.apply([change])
      const { replica } = change
      for (let counter = change.counter; counter < versionOf(doc).next(replica); counter++) {
        this.#rows.set(`${replica}:${counter}`, at + 1)
      }
      note()
    })
  }

  /** What there was at a seq. */
  at(seq: number): State {
    const state = this.#states[seq]
    if (state === undefined) throw new Error(`no state ${seq}`)
    return state
  }

  /** The edit that deletes exactly the code units that vanished and inserts exactly those that came. */
  editBetween(a: number, b: number): Edit {
    const before = this.at(a)
    const after = this.at(b)
    const kept = new Set(after.ids)
    const stays = before.ids.flatMap((id, from) => (kept.has(id) ? [{ from, at: after.ids.indexOf(id) }] : []))
    const edit: Splice[] = []
    let from = 0
    let at = 0
    for (const next of [...stays, { from: before.ids.length, at: after.ids.length }]) {
      if (next.from > from || next.at > at) {
        edit.push({ from, to: next.from, insert: after.text.slice(at, next.at) })
      }
      from = next.from + 1
      at = next.at + 1
    }
    return edit
  }

  /** The blame at `seq`, of a history that begins at `start`. */
  blameAt(seq: number, start: number): readonly BlameRun[] {
    const runs: BlameRun[] = []
    this.at(seq).ids.forEach((id, at) => {
      const replica = Number(id.split(':')[0])
      const row = Math.max(start, this.#rows.get(id) ?? 0)
      const last = runs.at(-1)
      if (last !== undefined && last.replica === replica && last.seq === row) {
        runs[runs.length - 1] = { ...last, to: at + 1 }
      } else {
        runs.push({ from: at, to: at + 1, replica, seq: row })
      }
    })
    return runs
  }
}
