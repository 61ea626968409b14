import { type Diagnostic, forceLinting, linter, nextDiagnostic } from '@codemirror/lint'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { laterMessages } from './later-messages.ts'
import { type SyntaxProblem, syntaxProblems } from './syntax-problems.ts'
import { whenTextRests } from './text-rest.ts'

/** Typing makes mistakes that the next key mends: they are looked for when mine has come to rest, and now and then while others type. */
const rest = { mineMs: 600, othersMs: 2_000, selections: false } as const

/** The editor's own clock starts anew with everybody's keys: it gets the longest time that a timer can have. */
const neverMs = 2 ** 31 - 1

/** Marks what the language does not allow, and tells how many such places there are. */
export function problems(onCount: (count: number) => void): Extension {
  return [
    linter(
      (view) => {
        const found = syntaxProblems(view.state)
        onCount(found.length)
        return found.map((problem) => shown(view.state, problem))
      },
      { delay: neverMs },
    ),
    whenTextRests(forceLinting, rest),
    problemsTheme,
  ]
}

// Once: the page never lets go of a theme's rules.
const problemsTheme = EditorView.theme({
  '.cm-diagnostic': { padding: '0.25rem 0.625rem', font: '0.8125rem var(--font-sans)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--color-danger)' },
  '.cm-lintRange-error, .cm-lintRange-active': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--color-danger)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '0.2em',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--color-danger)' },
})

/** Goes to the next problem behind the caret, looking for them now instead of at rest. False when none is marked. */
export function goToNextProblem(view: EditorView): boolean {
  forceLinting(view)
  return nextDiagnostic(view)
}

/** A problem as the editor marks it. Where something is missing there is nothing to underline but its neighbour. */
function shown(state: EditorState, { from, to, kind }: SyntaxProblem): Diagnostic {
  const line = state.doc.lineAt(from)
  const start = from === to && from === line.to && from > line.from ? from - 1 : from
  const end = from === to ? Math.min(start + 1, line.to) : to
  const text = state.sliceDoc(from, Math.min(to, from + 20, line.to)).trim()
  return { from: start, to: end, severity: 'error', message: laterMessages.problem(kind, text) }
}
