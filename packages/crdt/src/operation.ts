import type { Id, ReplicaId } from './id.ts'

/** What a property can hold. Numbers are finite; text is well-formed UTF-16 of at most `maxValueUnits`. */
export type PropertyValue = string | number | boolean | null

/**
 * Inserts text between two neighbours. Its code units take the next counters of its change, in order.
 * `left` is the code unit it was typed after (`null`: the start of the document), `right` the one that followed `left`
 * at that time, deleted ones included (`null`: the end).
 */
export type InsertOperation = {
  readonly kind: 'insert'
  readonly left: Id | null
  readonly right: Id | null
  readonly text: string
}

/**
 * Goes on typing: inserts text directly behind the replica's newest code unit, with the right origin that that one counts
 * with. It names no origins, because everybody who has come that far knows them. Its code units take the next counters.
 */
export type TypeOperation = { readonly kind: 'type'; readonly text: string }

/** Deletes the code units `counter` … `counter + length - 1` of `replica`. Those already deleted stay deleted. */
export type DeleteOperation = {
  readonly kind: 'delete'
  readonly replica: ReplicaId
  readonly counter: number
  readonly length: number
}

/** Gives a property a value. */
export type SetOperation = { readonly kind: 'set'; readonly key: string; readonly value: PropertyValue }

/** Takes a property away. */
export type RemoveOperation = { readonly kind: 'remove'; readonly key: string }

/** One step of a change. */
export type Operation = InsertOperation | TypeOperation | DeleteOperation | SetOperation | RemoveOperation

/** The last code unit that an operation deletes. */
export function lastOf({ replica, counter, length }: DeleteOperation): Id {
  return { replica, counter: counter + length - 1 }
}

/** The value that a property has then; `undefined` when it is taken away. */
export function valueIn(operation: SetOperation | RemoveOperation): PropertyValue | undefined {
  return operation.kind === 'set' ? operation.value : undefined
}
