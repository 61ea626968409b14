import type { EditorView } from '@codemirror/view'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/** Goes to the next place that is not what the language allows, or says that none is known. What knows them is there if there are any. */
export function goToProblem(view: EditorView): true {
  const sayNone = () => toast({ message: messages.noProblems })
  void import('./problems.ts').then(
    ({ goToNextProblem }) => goToNextProblem(view) || sayNone(),
    sayNone, // It could not be loaded before, either: there are no problems on show.
  )
  return true
}
