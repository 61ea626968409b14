import type { EditorState } from '@codemirror/state'

/** Where my caret is, in words of the status bar: lines and columns count from 1. */
export type CursorPosition = {
  readonly line: number
  readonly column: number
  readonly selected: number
  readonly cursors: number
}

/** Where a caret is before there is a text. */
export const startOfText: CursorPosition = { line: 1, column: 1, selected: 0, cursors: 1 }

/** Where the caret of an editor state is. A tab and an emoji are one column each. */
export function cursorPosition(state: EditorState): CursorPosition {
  const { main, ranges } = state.selection
  const line = state.doc.lineAt(main.head)
  return {
    line: line.number,
    // Long lines are not counted through on every key: there, a column is a code unit.
    column:
      main.head - line.from > 10_000
        ? main.head - line.from + 1
        : [...line.text.slice(0, main.head - line.from)].length + 1,
    selected: ranges.reduce((sum, { from, to }) => sum + to - from, 0),
    cursors: ranges.length,
  }
}
