import { defaultKeymap, historyKeymap, indentWithTab, redo, toggleComment } from '@codemirror/commands'
import { foldKeymap } from '@codemirror/language'
import type { KeyBinding } from '@codemirror/view'
import { followNext } from '@tandem/codemirror'
import { goToProblem } from './go-to-problem.ts'
import { commandOf } from './run-text-command.ts'
import { toggleTabMode } from './tab-mode.ts'

/**
 * Bindings that take keys from people: AltGr+\ is how some keyboards write a backslash, Shift+Option+M how Swedish ones write
 * a quote, and Alt with an arrow goes back in the browser.
 */
const unwanted = new Set(['Mod-Alt-\\', 'Alt-ArrowLeft', 'Alt-ArrowRight', 'Ctrl-m'])

/** Find goes on while the focus is in its panel. */
const scope = 'editor search-panel'

/**
 * The keys of the editor, strongest first. Tab indents; Escape, then Tab within two seconds leaves (CodeMirror does that by
 * itself), and Ctrl+M switches Tab over for good.
 */
export const keyBindings: readonly KeyBinding[] = [
  { key: 'Ctrl-g', run: commandOf.goToLine },
  { key: 'Mod-Alt-f', run: followNext },
  { key: 'Mod-f', run: commandOf.find, scope },
  { win: 'Ctrl-h', linux: 'Ctrl-h', run: commandOf.replace, scope },
  { key: 'F3', run: commandOf.findNext, shift: commandOf.findPrevious, scope, preventDefault: true },
  { key: 'Mod-g', run: commandOf.findNext, shift: commandOf.findPrevious, scope, preventDefault: true },
  { key: 'Mod-Alt-g', run: commandOf.goToLine },
  { key: 'Mod-d', run: commandOf.selectNextOccurrence, preventDefault: true },
  { key: 'Mod-Shift-l', run: commandOf.selectAllOccurrences },
  ...historyKeymap,
  { key: 'Mod-y', run: redo, preventDefault: true },
  { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  ...foldKeymap,
  { key: 'Ctrl-Space', run: commandOf.startCompletion },
  { key: 'Ctrl-m', run: toggleTabMode },
  // F8 is the way to the notifications.
  { key: 'F2', run: goToProblem },
  { key: 'Shift-F2', run: commandOf.sayGhost },
  // Where the slash is not a key of its own.
  { key: 'Mod-&', run: toggleComment },
  { key: 'Mod-?', run: toggleComment },
  { key: 'Ctrl-#', run: toggleComment },
  ...defaultKeymap.filter(({ key }) => key === undefined || !unwanted.has(key)),
  indentWithTab,
]
