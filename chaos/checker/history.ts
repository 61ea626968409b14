import type { ActionLine, EditLine, HistoryLine, LogLine } from '../history/line.ts'
import { groupBy } from './group-by.ts'

/** The lines of one kind. */
export type LineOf<What extends HistoryLine['what']> = Extract<HistoryLine, { readonly what: What }>

/** A history, sorted for the rules. */
export type History = {
  readonly lines: readonly HistoryLine[]
  /** The log of each document as it was in the end. */
  readonly logs: ReadonlyMap<string, readonly (LogLine | null)[]>
  /** Each change that was made, by document and name. */
  readonly made: ReadonlyMap<string, LineOf<'edit'>>
  readonly of: <What extends HistoryLine['what']>(what: What) => readonly LineOf<What>[]
}

export function historyOf(lines: readonly HistoryLine[]): History {
  const byWhat = groupBy(lines, (line) => line.what)
  const of = <What extends HistoryLine['what']>(what: What) => {
    const isOf = (line: HistoryLine): line is LineOf<What> => line.what === what
    return (byWhat.get(what) ?? []).filter(isOf)
  }
  return {
    lines,
    logs: new Map(of('log').map(({ doc, rows }) => [doc, rows])),
    made: new Map(
      of('edit')
        .filter(({ type }) => type === 'invoke')
        .map((line) => [nameOf(line), line]),
    ),
    of,
  }
}

/** A change's name: unique in a history. */
export const nameOf = ({ doc, replica, rseq }: Pick<EditLine, 'doc' | 'replica' | 'rseq'>): string =>
  `${doc} ${replica}:${rseq}`

/**
 * A time in which a person could not write to a document (and not read it: `reads` is false), from an action that was done
 * until the next one that may have changed it. Heads are of the log.
 */
export type Closed = {
  readonly doc: string
  readonly user: string
  readonly reads: boolean
  readonly from: { readonly t: number; readonly head: number }
  readonly to: { readonly t: number; readonly head: number }
}

const end = { t: Number.POSITIVE_INFINITY, head: Number.POSITIVE_INFINITY }

/** When whom which document was closed to, as far as that is certain. */
export function closedTimes(history: History): Closed[] {
  const changes = [...firstRoles(history), ...accessActions(history)]
  const perPerson = groupBy(changes, ({ doc, user, kind }) => `${doc} ${user} ${kind}`)
  return [...perPerson.values()].flatMap((own) => {
    const closed: Closed[] = []
    for (const [at, change] of own.entries()) {
      if (change.type !== 'ok' || change.role === 'owner' || change.role === 'editor') continue
      // Whatever is begun next may have its effect from then on, also when nobody knows whether it was done.
      const next = own.slice(at + 1).find((other) => other.type === 'invoke')
      const { doc, user, t, head } = change
      closed.push({ doc, user, reads: change.role !== null, from: { t, head }, to: next ?? end })
    }
    return closed
  })
}

type AccessChange = {
  /** A role and a sign-in are two things: both have to be there. */
  readonly kind: 'role' | 'sign-in'
  readonly type: ActionLine['type']
  readonly doc: string
  readonly user: string
  readonly role: string | null
  readonly t: number
  readonly head: number
}

function firstRoles(history: History): AccessChange[] {
  return history.of('people').flatMap(({ doc, roles }) =>
    Object.entries(roles).map(([user, role]) => {
      return { kind: 'role' as const, type: 'ok' as const, doc, user, role, t: 0, head: 0 }
    }),
  )
}

function accessActions(history: History): AccessChange[] {
  return history.of('action').flatMap(({ type, doc, action, t, head }): AccessChange[] => {
    switch (action.kind) {
      case 'role':
        return [{ kind: action.kind, type, doc, user: action.user, role: action.role, t, head }]
      case 'sign-in':
        return [{ kind: action.kind, type, doc, user: action.user, role: action.signedIn ? 'editor' : null, t, head }]
      default:
        return []
    }
  })
}
