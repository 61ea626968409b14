import { Compartment, type Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** The languages whose parser knows all of the language: what it does not understand is a mistake. By name. */
const checked: ReadonlySet<string> = new Set(['JSON', 'JavaScript', 'JSX', 'TypeScript', 'TSX'])

const place = new Compartment()

/** Where the editor looks for problems, once it is in a language in which it can. */
export const problemsPlace: Extension = place.of([])

/** Looks for problems from now on, if the language is one in which that can be done. `onCount` hears how many there are. */
export async function showProblems(
  view: EditorView,
  language: string | null,
  onCount: (count: number) => void,
  wanted: () => boolean,
): Promise<void> {
  view.dispatch({ effects: place.reconfigure([]) })
  onCount(0)
  if (language === null || !checked.has(language)) return
  const { problems } = await import('./problems.ts')
  if (wanted()) view.dispatch({ effects: place.reconfigure(problems(onCount)) })
}
