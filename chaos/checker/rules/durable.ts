import { type History, nameOf } from '../history.ts'
import type { Rule } from './rule.ts'

/** What was said to be in the log is in the log, and was when it was said. */
export const durable: readonly Rule[] = [
  {
    name: 'acked-in-log',
    promise: 'an edit that was echoed to its author is in the log, where the echo said, as it was made',
    broken: (history) => {
      const places = placesOf(history)
      return history.of('edit').flatMap((line) => {
        if (line.type !== 'ok') return []
        const name = nameOf(line)
        const place = places.get(name)
        if (place === undefined) return [`${name} was echoed to ${line.session} and is not in the log`]
        if (line.seq != null && line.seq !== place.seq) {
          return [`${name} was echoed as row ${line.seq} and is row ${place.seq}`]
        }
        const hash = history.made.get(name)?.hash
        return hash === undefined || hash === place.hash ? [] : [`${name} is in the log with another content`]
      })
    },
  },
  {
    name: 'shown-in-log',
    promise: 'a row that was shown to anybody is in the log, in that place, as it was shown',
    broken: (history) =>
      history.of('shown').flatMap(({ doc, session, first, rows }) => {
        const log = history.logs.get(doc) ?? []
        return rows.flatMap(([replica, rseq, hash], at) => {
          const seq = first + at
          const row = log[seq - 1]
          if (!row) return [`row ${seq} of ${doc} was shown to ${session} and is not in the log`]
          const isSame = row[0] === replica && row[1] === rseq && (hash === null || hash === row[3])
          return isSame ? [] : [`row ${seq} of ${doc} was shown to ${session} as ${replica}:${rseq} and is another one`]
        })
      }),
  },
  {
    name: 'shown-when-durable',
    promise: 'a row is in the database at the moment at which it is shown to anybody',
    broken: (history) =>
      history.of('witness').flatMap(({ doc, seq, head }) => {
        return head >= seq ? [] : [`row ${seq} of ${doc} was shown when the log ended at ${head}`]
      }),
  },
  {
    name: 'nothing-left-behind',
    promise: 'every edit that was made is echoed in the end, or given back to its person',
    broken: (history) => {
      const settled = new Set(history.of('edit').flatMap((line) => (line.type === 'invoke' ? [] : [nameOf(line)])))
      return [...history.made].flatMap(([name, { session }]) =>
        settled.has(name) ? [] : [`${name} of ${session} has no answer`],
      )
    },
  },
  {
    name: 'given-back-with-reason',
    promise: 'edits are given back only to people whose role or document was changed before',
    broken: (history) => {
      const actions = history.of('action').filter(({ type }) => type === 'invoke')
      return history.of('edit').flatMap((line) => {
        if (line.type !== 'fail') return []
        const hasReason = actions.some(({ doc, action, t }) => {
          if (doc !== line.doc || t > line.t) return false
          return action.kind === 'trash' || (action.kind === 'role' && action.user === line.user)
        })
        return hasReason ? [] : [`${nameOf(line)} was given back to ${line.session} for no reason`]
      })
    },
  },
]

/** Where each change is in the log, and with which content. */
function placesOf(history: History): Map<string, { seq: number; hash: string }> {
  const places = new Map<string, { seq: number; hash: string }>()
  for (const [doc, rows] of history.logs) {
    for (const [at, row] of rows.entries()) {
      if (row) places.set(nameOf({ doc, replica: row[0], rseq: row[1] }), { seq: at + 1, hash: row[3] })
    }
  }
  return places
}
