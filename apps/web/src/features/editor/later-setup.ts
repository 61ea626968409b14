import { closeBrackets, closeBracketsKeymap, startCompletion } from '@codemirror/autocomplete'
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  gotoLine,
  highlightSelectionMatches,
  openSearchPanel,
  search,
  selectNextOccurrence,
  selectSelectionMatches,
} from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { type Command, keymap } from '@codemirror/view'
import { sayGhost } from '@tandem/codemirror'
import { completion } from './completion.ts'
import { openReplace, searchPanel, searchPanelTheme } from './search-panel.ts'
import type { TextCommandName } from './text-commands.ts'

export { showCompletion } from './completion.ts'

/** What of an editor comes right behind its text. `later.ts` is who fetches it. */
export function laterSetup(): Extension {
  return [
    highlightSelectionMatches(),
    closeBrackets(),
    completion(),
    search({ top: true, createPanel: searchPanel }),
    searchPanelTheme,
    keymap.of([...closeBracketsKeymap, { key: 'Escape', run: closeSearchPanel, scope: 'editor search-panel' }]),
  ]
}

/** The commands that come with it. */
export const laterCommands = {
  startCompletion,
  sayGhost,
  find: openSearchPanel,
  replace: openReplace,
  findNext,
  findPrevious,
  goToLine: gotoLine,
  selectNextOccurrence,
  selectAllOccurrences: selectSelectionMatches,
} as const satisfies Partial<Record<TextCommandName, Command>>
