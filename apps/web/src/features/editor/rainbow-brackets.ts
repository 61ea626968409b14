import { syntaxTree } from '@codemirror/language'
import { type EditorState, type Extension, Prec, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** A bracket of the text, and inside how many others it stands. */
export type NestedBracket = { readonly at: number; readonly depth: number }

/** One after the other, from the outside in; far enough apart in hue for neighbours to be told apart. */
const colours = ['function', 'number', 'keyword', 'string', 'regexp', 'type']
/** An opening bracket is among the first children of what it opens; a list may have a hundred thousand of them. */
const maxLooked = 6

const marks = colours.map((name) => Decoration.mark({ class: `cm-bracket-${name}` }))

/**
 * Brackets in colours by their depth, in the lines that are on the screen. Depth is what the language's grammar says, so
 * brackets in strings and comments don't count, and a language without a grammar has none.
 */
export const rainbowBrackets: Extension = [
  // Inside the marks of syntax highlighting, which colour brackets, too.
  Prec.highest(
    ViewPlugin.fromClass(
      class {
        decorations: DecorationSet

        constructor(view: EditorView) {
          this.decorations = marksOf(view)
        }

        update({ view, startState, state, docChanged, viewportChanged }: ViewUpdate): void {
          // The tree goes on growing while nobody types.
          if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state))
            this.decorations = marksOf(view)
        }
      },
      { decorations: (plugin) => plugin.decorations },
    ),
  ),
  EditorView.theme(
    Object.fromEntries(colours.map((name) => [`.cm-bracket-${name}`, { color: `var(--syntax-${name})` }])),
  ),
]

/** The brackets between two places of the text, in their order. */
export function nestedBrackets(state: EditorState, from: number, to: number): readonly NestedBracket[] {
  const found: NestedBracket[] = []
  let depth = 0
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      if (isOpening(node.name)) {
        // What it opens has counted it otherwise.
        if (node.from < from) return
        found.push({ at: node.from, depth })
        depth++
      } else if (isClosing(node.name)) {
        depth = Math.max(0, depth - 1)
        if (node.from >= from) found.push({ at: node.from, depth })
      } else if (node.from < from) depth += openBefore(node.node, from)
    },
  })
  return found
}

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode']

/** How many brackets of this node are open at a place that they lie before, so that nobody else counts them. */
function openBefore(node: SyntaxNode, place: number): number {
  let open = 0
  let child = node.firstChild
  for (let looked = 0; child !== null && looked < maxLooked && child.from < place; looked++) {
    if (isOpening(child.name)) open++
    // One that ends right at the place is passed on the way.
    if (isClosing(child.name) && child.to < place) open--
    child = child.nextSibling
  }
  return open
}

function isOpening(name: string): boolean {
  return name === '(' || name === '[' || name === '{'
}

function isClosing(name: string): boolean {
  return name === ')' || name === ']' || name === '}'
}

function marksOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (const { at, depth } of nestedBrackets(view.state, from, to)) {
      const mark = marks[depth % marks.length]
      if (mark) builder.add(at, at + 1, mark)
    }
  }
  return builder.finish()
}
