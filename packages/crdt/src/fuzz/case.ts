import type { AnchorSide } from '../anchor.ts'
import type { Id, ReplicaId } from '../id.ts'
import type { PropertyValue } from '../operation.ts'

/** A share of something's length, in ten-thousandths from 0 to 10,000: it keeps its meaning when the length changes. */
export type Share = number

/**
 * What to try, as plain data. Every number in it is relative: replicas count modulo their number, places are shares of
 * the text as it is then, lengths end where the text ends. So a case still means something when a part of it is taken away,
 * and can be made smaller as long as it fails.
 */
export type Case = { readonly replicas: number; readonly steps: readonly Step[] }

/** One thing that happens in a case. `by` is the replica to which it happens. */
export type Step =
  | EditStep
  | TypeStep
  | EraseStep
  | PropertyStep
  | ForgeStep
  | RefuseStep
  | DeliverStep
  | ReopenStep
  | AnchorStep

/** An edit of one or several places, by ascending place, made at once. */
export type EditStep = { readonly do: 'edit'; readonly by: number; readonly splices: readonly RelativeSplice[] }

/** `at` is a share of what lies behind the splice before; `remove` counts code units; `insert` is repeated `times`. */
export type RelativeSplice = {
  readonly at: Share
  readonly remove: number
  readonly insert: string
  readonly times?: number
}

/** Keystrokes, each a change of its own, at a place or, without one, where this replica typed last. */
export type TypeStep = {
  readonly do: 'type'
  readonly by: number
  readonly at?: Share
  readonly text: string
  /** Each character in front of the one before, as a caret that doesn't move would type it. */
  readonly backwards?: boolean
}

/** Backspaces where this replica typed last, each a change of its own. */
export type EraseStep = { readonly do: 'erase'; readonly by: number; readonly count: number }

/** Gives a property a value, or without one takes it away. */
export type PropertyStep = {
  readonly do: 'property'
  readonly by: number
  readonly key: string
  readonly value?: PropertyValue
}

/** A valid change that no honest replica makes. */
export type ForgeStep = {
  readonly do: 'forge'
  readonly by: number
  /** How many ticks later than an honest one. */
  readonly late: number
  readonly operations: readonly ForgedOperation[]
}

/** An operation on anything known, in any order. */
export type ForgedOperation =
  | ForgedInsertion
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'delete'; readonly first: AnyId; readonly length: number }
  | { readonly kind: 'property'; readonly key: string; readonly value?: PropertyValue }

/** `times` insertions of the same text with the same origins: so many rivals of whatever else is typed there. */
export type ForgedInsertion = {
  readonly kind: 'insert'
  readonly left: AnyId | null
  readonly right: AnyId | null
  readonly text: string
  readonly times?: number
}

/** Any code unit of any replica, visible or not, half of a pair or not. */
export type AnyId = { readonly of: number; readonly at: Share }

/** A change comes that can never be valid, and with it `along` that are: the call must be refused and do nothing. */
export type RefuseStep = { readonly do: 'refuse'; readonly by: number; readonly way: number; readonly along: number }

/** Changes that a replica hasn't been given yet reach it, and some reach it again. */
export type DeliverStep = {
  readonly do: 'deliver'
  readonly by: number
  /** Only what this replica wrote. */
  readonly from?: number
  /** How many, from the one after `skip` older ones on. */
  readonly count: number
  readonly skip: number
  readonly order: 'oldest' | 'newest' | 'mixed'
  /** Places in the log, modulo its length, of what comes along whether it has been there or not. */
  readonly again: readonly number[]
  /** All in one call, or one by one. */
  readonly together: boolean
}

/** The replica is saved and opened again; what it does next is the first that is done to what was opened. */
export type ReopenStep = { readonly do: 'reopen'; readonly by: number }

/** An anchor is made, and followed from then on at every replica. */
export type AnchorStep = {
  readonly do: 'anchor'
  readonly by: number
  readonly at: Share
  readonly side: AnchorSide
  /** Not at the place, but at this code unit, as none that is made here names it: at the wrong half of a pair, or deleted. */
  readonly id?: AnyId
}

/** The code unit that is meant, of those below the given counters; `null` when there are none. */
export function resolveId(id: AnyId, counters: ReadonlyMap<ReplicaId, number>): Id | null {
  const known = [...counters].filter(([, next]) => next > 0)
  if (known.length === 0) return null
  const [replica, next] = itemAt(known, id.of)
  return { replica, counter: Math.min(next - 1, Math.floor((id.at / 10_000) * next)) }
}

/** A place in something of that length. */
export function placeOf(share: Share, length: number): number {
  return Math.min(length, Math.floor((share / 10_000) * (length + 1)))
}

/** The element that a number names when counted round and round; there must be one. */
export function itemAt<T>(values: readonly T[], at: number): T {
  const value = values[((at % values.length) + values.length) % values.length]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}
