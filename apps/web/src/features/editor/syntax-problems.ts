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
  for (const { from, to } of errorsIn(tree, 0)) {
    // Where the parser has stopped, everything that is open looks unfinished.
    if (!whole && to >= tree.length) continue
    if (problems.length === maxProblems) break
    const last = problems.at(-1)
    // A parser that is lost reports each piece that it passes over.
    if (last && from <= last.to + 1) problems[problems.length - 1] = { ...last, to: Math.max(to, last.to) }
    else problems.push({ from, to, kind: from === to ? 'missing' : 'unexpected' })
  }
  return problems
}

/** A part of what a parser made of a text: a node, or many small ones that lie side by side in numbers. */
type Part = ReturnType<typeof syntaxTree>['children'][number]

/** The parts in which nothing is wrong. A text shares its parts with those before it, except where it was changed. */
const sound = new WeakSet<Part>()

/** The places in a part, which begins at a place of the text, that the parser could not understand. */
function* errorsIn(part: Part, at: number): Generator<Pick<SyntaxProblem, 'from' | 'to'>> {
  if (sound.has(part)) return
  let isSound = true
  for (const error of 'buffer' in part ? errorsInBuffer(part, at) : errorsInNode(part, at)) {
    isSound = false
    yield error
  }
  if (isSound) sound.add(part)
}

function* errorsInNode({ type, length, children, positions }: Exclude<Part, { buffer: unknown }>, at: number) {
  if (type.isError) yield { from: at, to: at + length }
  else for (const [index, child] of children.entries()) yield* errorsIn(child, at + (positions[index] ?? 0))
}

/** Four numbers are a node: its type, where it begins and ends, and where the numbers of those within it end. */
function* errorsInBuffer({ buffer, set }: Extract<Part, { buffer: unknown }>, at: number) {
  for (let index = 0; index < buffer.length; ) {
    const [type = 0, from = 0, to = 0, end = 0] = buffer.subarray(index, index + 4)
    const isError = set.types[type]?.isError === true
    if (isError) yield { from: at + from, to: at + to }
    index = isError ? end : index + 4
  }
}
