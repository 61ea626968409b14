import {
  addCursorAbove,
  addCursorBelow,
  copyLineDown,
  copyLineUp,
  cursorMatchingBracket,
  deleteLine,
  indentLess,
  indentMore,
  moveLineDown,
  moveLineUp,
  redo,
  simplifySelection,
  toggleBlockComment,
  toggleComment,
  undo,
} from '@codemirror/commands'
import { foldAll, foldCode, unfoldAll, unfoldCode } from '@codemirror/language'
import type { Command, EditorView } from '@codemirror/view'
import {
  followNext,
  nextPeer,
  nextRemoteChange,
  previousPeer,
  previousRemoteChange,
  whoIsWhere,
} from '@tandem/codemirror'
import { toast } from '#ui/toast.tsx'
import { goToProblem } from './go-to-problem.ts'
import { laterCommand } from './later.ts'
import { messages } from './messages.ts'
import { toggleTabMode } from './tab-mode.ts'
import type { TextCommandName } from './text-commands.ts'

/** What each command of the text editor does. */
export const commandOf: Readonly<Record<TextCommandName, Command>> = {
  undo,
  redo,
  toggleComment,
  toggleBlockComment,
  indentMore,
  indentLess,
  startCompletion: laterCommand('startCompletion'),
  sayGhost: laterCommand('sayGhost'),
  moveLineUp,
  moveLineDown,
  copyLineUp,
  copyLineDown,
  deleteLine,
  selectNextOccurrence: laterCommand('selectNextOccurrence'),
  selectAllOccurrences: laterCommand('selectAllOccurrences'),
  addCursorAbove,
  addCursorBelow,
  oneCursor: simplifySelection,
  find: laterCommand('find'),
  replace: laterCommand('replace'),
  findNext: laterCommand('findNext'),
  findPrevious: laterCommand('findPrevious'),
  goToLine: laterCommand('goToLine'),
  nextProblem: goToProblem,
  goToBracket: cursorMatchingBracket,
  followNext,
  whoIsWhere: orSay(whoIsWhere, messages.nobodyElse),
  nextPeer: orSay(nextPeer, messages.nobodyElse),
  previousPeer: orSay(previousPeer, messages.nobodyElse),
  nextRemoteChange: orSay(nextRemoteChange, messages.noChanges),
  previousRemoteChange: orSay(previousRemoteChange, messages.noChanges),
  fold: foldCode,
  unfold: unfoldCode,
  foldAll,
  unfoldAll,
  toggleTabMode,
}

/** A command that says so where it finds nothing: it was asked for by name. */
function orSay(command: Command, message: string): Command {
  return (view) => {
    if (!command(view)) toast({ message })
    return true
  }
}

/** Puts the caret to the start of a line, counted from 1, and shows it; a number that is too large means the last one. */
export function goToLine(view: EditorView, number: number): void {
  const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines))
  view.dispatch({ selection: { anchor: line.from }, scrollIntoView: true })
}
