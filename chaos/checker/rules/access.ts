import { unreachable } from '@tandem/protocol'
import type { Action } from '../../history/line.ts'
import { groupBy } from '../group-by.ts'
import { type Closed, closedTimes, type History, nameOf } from '../history.ts'
import type { Rule } from './rule.ts'

/** How long somebody may go on reading after a commit that ended their access. */
const readGraceMs = 1_000

/** Who may do what, and as whom. */
export const access: readonly Rule[] = [
  {
    name: 'no-write-without-role',
    promise: 'nothing of a person is committed after a commit that took their right to write, until it is given again',
    broken: (history) =>
      closedTimes(history).flatMap(({ doc, user, from, to }) => {
        const rows = history.logs.get(doc)?.slice(from.head, to.head) ?? []
        return rows.flatMap((row, at) => {
          return row?.[2] === user ? [`row ${from.head + at + 1} of ${doc} is by ${user}, who may not write`] : []
        })
      }),
  },
  {
    name: 'no-read-after-removal',
    promise: `nothing is shown to a person ${readGraceMs} ms after the commit that removed them`,
    broken: (history) => {
      const delays = delaysOf(history)
      const removed = groupBy(
        closedTimes(history).filter(({ reads }) => !reads),
        ({ doc, user }) => `${doc} ${user}`,
      )
      return history.of('shown').flatMap((line) => {
        const times = removed.get(`${line.doc} ${line.user}`) ?? []
        const late = times.find((closed) => isWithin(line.t, closed, delays))
        if (!late) return []
        return [`${line.session} was shown row ${line.first} ${Math.round(line.t - late.from.t)} ms after its removal`]
      })
    },
  },
  {
    name: 'authorship',
    promise: 'a row is by the person to whom its replica was issued, and who made it',
    broken: (history) => {
      const owners = new Map(
        history.of('replicas').flatMap(({ doc, owners }) => owners.map(([id, user]) => [`${doc} ${id}`, user])),
      )
      return [...history.logs].flatMap(([doc, rows]) =>
        rows.flatMap((row) => {
          if (!row) return []
          const [replica, rseq, user] = row
          const name = nameOf({ doc, replica, rseq })
          const maker = history.made.get(name)?.user ?? user
          return owners.get(`${doc} ${replica}`) === user && maker === user ? [] : [`${name} is not by ${user}`]
        }),
      )
    },
  },
  {
    name: 'actions-stay',
    promise: 'roles, titles and the trash are in the end as they were last made, whatever was killed then',
    broken: (history) =>
      history.of('document').flatMap((document) => {
        const { doc, title, trashed, roles } = document
        const users = new Set(history.of('people').flatMap((line) => (line.doc === doc ? Object.keys(line.roles) : [])))
        return [
          ...differs(history, doc, 'title', title),
          ...differs(history, doc, 'trash', trashed),
          ...[...users].flatMap((user) => differs(history, doc, `role of ${user}`, roles[user] ?? null)),
        ]
      }),
  },
]

/** Times in which nobody could know in time, and for how long. */
type Delay = { readonly from: number; readonly to: number }

function delaysOf(history: History): Delay[] {
  const late = history.of('late').map(({ t, ms }) => ({ from: t - ms, to: t }))
  const ends = new Map(history.of('fault').flatMap((line) => (line.type === 'ok' ? [[line.id, line.t]] : [])))
  const blind = history.of('fault').flatMap((line) => {
    if (line.type !== 'invoke' || !line.blinds) return []
    return [{ from: line.t, to: ends.get(line.id) ?? Number.POSITIVE_INFINITY }]
  })
  return [...late, ...blind]
}

function isWithin(t: number, { from, to }: Closed, delays: readonly Delay[]): boolean {
  if (t > to.t) return false
  const excused = union(delays.map((delay) => ({ from: Math.max(delay.from, from.t), to: Math.min(delay.to, t) })))
  return t - from.t - excused > readGraceMs
}

/** How long at least one of them lasts. */
function union(delays: readonly Delay[]): number {
  let total = 0
  let until = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...delays].sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, until)
    if (to > start) total += to - start
    until = Math.max(until, to)
  }
  return total
}

/** What one thing was last made, and what may have been made of it since, against what it is. */
function differs(history: History, doc: string, thing: string, is: unknown): string[] {
  const actions = history.of('action').filter((line) => line.doc === doc && thingOf(line.action) === thing)
  const lastDone = actions.findLastIndex(({ type }) => type === 'ok')
  if (lastDone < 0) return []
  const possible = actions.slice(lastDone).filter(({ type }) => type === 'ok' || type === 'info')
  const values = possible.map(({ action }) => valueIn(action))
  return values.includes(valueText(is))
    ? []
    : [`the ${thing} of ${doc} is ${valueText(is)}, not ${values.join(' or ')}`]
}

function thingOf(action: Action): string {
  return action.kind === 'role' || action.kind === 'sign-in' ? `${action.kind} of ${action.user}` : action.kind
}

function valueIn(action: Action): string {
  switch (action.kind) {
    case 'role':
      return valueText(action.role)
    case 'title':
      return valueText(action.title)
    case 'trash':
      return valueText(action.trashed)
    case 'sign-in':
      return valueText(action.signedIn)
    default:
      return unreachable(action)
  }
}

const valueText = (value: unknown): string => JSON.stringify(value)
