import type { EditorView } from '@codemirror/view'

/** Goes to the next place that is not what the language allows. What knows them is there if there are any. */
export function goToProblem(view: EditorView): true {
  void import('./problems.ts').then(
    ({ goToNextProblem }) => goToNextProblem(view),
    () => {}, // It could not be loaded before, either: there are no problems on show.
  )
  return true
}
