import type { EditorView } from '@codemirror/view'
import { editOfRevert, type RevertPlan } from '@tandem/crdt/revert'
import { configOf } from './config.ts'
import { textOf } from './convert-changes.ts'
import { holdBack } from './hold-back.ts'
import { placeInEditor } from './sync-plugin.ts'

export type { RevertPlan } from '@tandem/crdt/revert'

/**
 * Does what a plan says as one step of mine, which my undo takes back; brings it on the screen and marks it. What others write
 * is shown from then on: what is held back can't be changed. Returns whether there was anything to do that could be done: not
 * for who may not write.
 */
export function revert(view: EditorView, plan: RevertPlan): boolean {
  const { session } = configOf(view.state)
  holdBack(view, false)
  if (!session.doc || !session.writable) return false
  const before = view.state.doc
  const changes = editOfRevert(session.doc, plan).map(({ from, to, insert }) => ({
    from: placeInEditor(view, from),
    to: placeInEditor(view, to),
    insert: textOf(insert),
  }))
  if (changes.length === 0) return false
  view.dispatch({ changes, userEvent: 'undo.others' })
  return view.state.doc !== before
}
