import type { EditorState } from '@codemirror/state'

/** Where my caret is, in words of the status bar: lines and columns count from 1. */
export type CursorPosition = {
  readonly line: number
  readonly column: number
  readonly selected: number
  readonly cursors: number
}

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

/** Holds the position between the editor, which moves it, and the status bar, which shows it. */
export class CursorStatus {
  readonly #listeners = new Set<() => void>()
  #position: CursorPosition = { line: 1, column: 1, selected: 0, cursors: 1 }

  readonly get = (): CursorPosition => this.#position

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(position: CursorPosition): void {
    this.#position = position
    for (const listener of this.#listeners) listener()
  }
}
