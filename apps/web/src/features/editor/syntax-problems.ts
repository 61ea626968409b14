import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

/** A place where the text is not what its language allows. */
export type SyntaxProblem = {
  readonly from: number
  readonly to: number
  /** Something stands here that can't, or something is missing. */
  readonly kind: 'unexpected' | 'missing'
}

/** More than these nobody reads; a text in another language than it says is full of them. */
const maxProblems = 100

/** How long a look may take before it makes do with the part of the text that is read so far. */
const maxParseMs = 25

/** The mistakes that the language's own parser met, in the order of the text: those that it needed to go on. */
export function syntaxProblems(state: EditorState): readonly SyntaxProblem[] {
  const whole = ensureSyntaxTree(state, state.doc.length, maxParseMs)
  const tree = whole ?? syntaxTree(state)
  const problems: SyntaxProblem[] = []
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (problems.length === maxProblems) return false
      // Where the parser has stopped, everything that is open looks unfinished.
      if (!type.isError || (!whole && to >= tree.length)) return true
      const last = problems.at(-1)
      // A parser that is lost reports each piece that it passes over.
      if (last && from <= last.to + 1) problems[problems.length - 1] = { ...last, to: Math.max(to, last.to) }
      else problems.push({ from, to, kind: from === to ? 'missing' : 'unexpected' })
      return false
    },
  })
  return problems
}
