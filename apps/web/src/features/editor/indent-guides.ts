import { getIndentUnit } from '@codemirror/language'
import { type EditorState, type Extension, type Line, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** Deeper than this nothing is drawn: a line is not wider than a screen. */
const maxLevels = 16
/** An empty line belongs to the next line that has text, when that is not farther than this. */
const maxLooked = 50

const marks = Array.from({ length: maxLevels + 1 }, (_, level) =>
  Decoration.line({ class: `cm-indented cm-indented-${level}` }),
)

/** Hairlines at each step of the indentation, in the lines that are on the screen. */
export const indentGuides: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet

      constructor(view: EditorView) {
        this.decorations = guidesOf(view)
      }

      update(update: ViewUpdate): void {
        const { startState, state } = update
        const resized = getIndentUnit(startState) !== getIndentUnit(state) || startState.tabSize !== state.tabSize
        if (update.docChanged || update.viewportChanged || resized) this.decorations = guidesOf(update.view)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.theme({
    '.cm-indented': {
      backgroundImage:
        'repeating-linear-gradient(to right, var(--color-line) 0 1px, transparent 1px calc(var(--indent-unit) * 1ch))',
      backgroundOrigin: 'content-box',
      backgroundRepeat: 'no-repeat',
      backgroundSize: 'calc(var(--indent-levels) * var(--indent-unit) * 1ch) 100%',
    },
    // Classes and attributes instead of inline styles, which the page's policy forbids.
    ...Object.fromEntries(marks.map((_, level) => [`.cm-indented-${level}`, { '--indent-levels': String(level) }])),
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].map((unit) => [`&[data-indent-unit="${unit}"]`, { '--indent-unit': String(unit) }]),
    ),
  }),
  EditorView.editorAttributes.of((view) => ({ 'data-indent-unit': String(getIndentUnit(view.state)) })),
]

/** How many steps a line is indented; an empty one as much as the text below it. */
export function indentLevel(state: EditorState, line: Line): number {
  let looked = line
  for (let count = 0; looked.text.trim() === '' && count < maxLooked && looked.number < state.doc.lines; count++) {
    looked = state.doc.line(looked.number + 1)
  }
  let columns = 0
  for (const character of looked.text) {
    if (character === '\t') columns += state.tabSize - (columns % state.tabSize)
    else if (character === ' ') columns++
    else return Math.min(maxLevels, Math.ceil(columns / getIndentUnit(state)))
  }
  return 0
}

function guidesOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at)
      const mark = marks[indentLevel(view.state, line)]
      if (mark && mark !== marks[0]) builder.add(line.from, line.from, mark)
      at = line.to + 1
    }
  }
  return builder.finish()
}
