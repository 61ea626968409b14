import { ChangeSet, type Text } from '@codemirror/state'
import { replacementOf } from './convert-changes.ts'

/**
 * How the editor's text and the session's differ. Both come from `base`: the editor has `unsent` on top of it, the session
 * `unshown`. Whichever side is told of the other's, or both at once, they come to the same text:
 *
 *               base
 *      unsent  /    \  unshown
 *         editor    session
 *  to show     \    /  to send
 *              the same
 *
 * At one place, what others wrote comes before what I wrote.
 */
export type Divergence = {
  readonly base: Text
  readonly unsent: ChangeSet
  readonly unshown: ChangeSet
}

/** Nothing differs: both have this text. */
export function inStep(text: Text): Divergence {
  const nothing = ChangeSet.empty(text.length)
  return { base: text, unsent: nothing, unshown: nothing }
}

/** The editor's text has changed. */
export function withLocal(apart: Divergence, changes: ChangeSet): Divergence {
  return { ...apart, unsent: apart.unsent.compose(changes) }
}

/** The session's text has changed. */
export function withRemote(apart: Divergence, changes: ChangeSet): Divergence {
  return { ...apart, unshown: apart.unshown.compose(changes) }
}

/** The session has another text, however it came to it. */
export function withSessionText(apart: Divergence, text: string): Divergence {
  return { ...apart, unshown: replacementOf(apart.base, text) }
}

/** What the session has to be told, as changes of its text `before`, and what differs then; null: nothing. */
export function toSend({ base, unsent, unshown }: Divergence): {
  readonly changes: ChangeSet
  readonly before: Text
  readonly after: Divergence | null
} {
  if (unshown.empty) return { changes: unsent, before: base, after: null }
  const text = unsent.apply(base)
  return {
    changes: unsent.map(unshown),
    before: unshown.apply(base),
    after: { ...inStep(text), unshown: unshown.map(unsent, true) },
  }
}

/** What the editor has to show, as changes of its text, and what differs then; null: nothing. */
export function toShow({ base, unsent, unshown }: Divergence): {
  readonly changes: ChangeSet
  readonly after: Divergence | null
} {
  if (unsent.empty) return { changes: unshown, after: null }
  return {
    changes: unshown.map(unsent, true),
    after: { ...inStep(unshown.apply(base)), unsent: unsent.map(unshown) },
  }
}

/** Where a place of the session's text is in the editor's. */
export function toEditorPlace({ unsent, unshown }: Divergence, position: number): number {
  return unsent.mapPos(unshown.invertedDesc.mapPos(position))
}

/** Where a place of the editor's text is in the session's. */
export function toSessionPlace({ unsent, unshown }: Divergence, position: number): number {
  return unshown.mapPos(unsent.invertedDesc.mapPos(position))
}
