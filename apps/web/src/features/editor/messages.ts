import type { ErrorCode } from '@tandem/protocol'
import type { LineEnding } from '#lib/line-endings.ts'
import { shorten } from '#lib/shorten.ts'
import type { FileProblem } from './incoming-files.ts'
import type { Hold, SaveState } from './save-state.ts'
import type { SyntaxProblem } from './syntax-problems.ts'

const number = new Intl.NumberFormat('en')
const changes = (count: number) => (count === 1 ? '1 change' : `${number.format(count)} changes`)

/** Every word of the editor page. */
export const messages = {
  back: 'All documents',
  title: 'Title',
  rename: 'Rename',
  untitled: 'Untitled',
  renameFailed: 'The title could not be changed.',
  editor: 'Editor',
  tabHint: 'Tab indents. To leave the editor with the keyboard, press Escape and then Tab, or Control+M and then Tab.',
  tabIndents: 'Tab indents',
  tabMovesFocus: 'Tab moves focus',
  tabModeKey: 'Ctrl+M',
  tabIndentsNow: 'Tab indents now.',
  tabMovesFocusNow: 'Tab moves the focus now.',
  preferencesFailed: 'A part of your preferences could not be loaded. Check your connection and choose it again.',
  viewOnly: 'View only',
  edit: 'Edit',
  nowViewing: 'You can now view only',
  nowEditing: 'You can now edit',

  saveStateName: 'Save state',
  saveState(state: SaveState): string {
    switch (state.kind) {
      case 'opening':
        return 'Opening…'
      case 'saved':
        return 'Saved'
      case 'saving':
        return 'Saving…'
      case 'slow':
        return `Saving… (${number.format(state.seconds)} s of unsaved changes)`
      case 'reconnecting':
        return state.retryIn === null ? 'Reconnecting…' : `Reconnecting in ${number.format(state.retryIn)} s`
      case 'offline':
        return 'Offline'
      case 'held':
        return state.changes > 0 ? 'Not saved' : "Can't connect"
      case 'unreachable':
        return "Can't connect"
      case 'ended':
        return 'Closed'
    }
  },
  saveTold(state: SaveState): string {
    switch (state.kind) {
      case 'saved':
        return 'Everything is saved. It is saved by itself, as you write.'
      case 'offline':
        return messages.offline(state.changes, state.kept)
      case 'held':
        return messages.held(state.why, state.changes, state.kept)
      default:
        return `${messages.saveState(state)} · It is saved by itself, as you write.`
    }
  },
  savedAt: (time: string) => `All changes saved · ${time}`,
  offline(count: number, kept: number | null): string {
    if (kept !== null) {
      const stored = kept === 0 ? 'changes are' : kept === 1 ? '1 change is' : `${changes(kept)} are`
      return `You're offline. Keep working — ${stored} stored on this device and will sync when you're back.`
    }
    return count === 0
      ? "You're offline. Keep working: what you write will be sent when you're back. Keep this tab open."
      : `You're offline. ${changes(count)} will be sent when you're back. Keep this tab open.`
  },
  holds: {
    too_many_connections: {
      title: 'Too many documents are open',
      text: 'Close some of yours: this one goes on by itself then.',
    },
    storage_full: {
      title: 'The server has no room left',
      text: 'Whoever runs it has to make some: everything goes on by itself then.',
    },
  } satisfies Record<Hold, { title: string; text: string }>,
  held(why: Hold, count: number, kept: number | null): string {
    const { title, text } = messages.holds[why]
    const unsaved = kept === count ? 'stored on this device.' : 'not saved yet. Keep this tab open.'
    return `${title}. ${text}${count === 0 ? '' : ` ${changes(count)} ${count === 1 ? 'is' : 'are'} ${unsaved}`}`
  },
  deviceFull: 'This device has no room left: what is not saved yet would be lost with this tab.',
  deviceFailed: 'This device keeps nothing any more: what is not saved yet would be lost with this tab.',
  retryNow: 'Try now',
  retryIn: (seconds: number) => `Reconnecting in ${number.format(seconds)} s`,
  backOnline: (mine: number, others: number) =>
    ['Back online', mine > 0 ? `${changes(mine)} synced` : '', others > 0 ? `${number.format(others)} from others` : '']
      .filter((part) => part !== '')
      .join(' · '),
  seeChanges: 'See what changed',
  unreachable: {
    title: "Can't reach Tandem",
    text: 'The document opens by itself as soon as there is a connection.',
  },

  rescued: (count: number) => `${changes(count)} of yours could not be saved.`,
  downloadCopy: 'Download a copy',
  downloadChanges: 'Download the changes',
  betweenRescues: '\n\n',
  dismiss: 'Dismiss',
  backToDocuments: 'Go to your documents',
  reload: 'Reload',
  signIn: 'Sign in',
  signedInAgain: 'I have signed in',

  ended(code: ErrorCode, unsent = 0): { title: string; text: string } {
    switch (code) {
      case 'not_found':
      case 'forbidden':
        return {
          title: 'You no longer have access',
          text: 'Somebody removed you from this document, or it was deleted. Ask its owner to share it again.',
        }
      case 'document_trashed':
        return {
          title: 'This document is in the trash',
          text: 'It can be opened again when its owner restores it.',
        }
      case 'account_disabled':
        return { title: 'Your account was closed', text: 'Ask whoever runs this server what happened.' }
      case 'auth_required':
        return {
          title: 'You are signed out',
          text: unsent > 0 ? `Sign in to sync ${changes(unsent)}.` : 'Sign in again to go on where you were.',
        }
      case 'upgrade_required':
        return { title: 'New version available', text: 'Reload the page to go on with the new version of Tandem.' }
      case 'document_full':
      case 'too_large':
        return { title: 'Document is too large', text: 'It has reached the size that Tandem can keep.' }
      default:
        return {
          title: 'This document was closed',
          text: 'Something went wrong that trying again by itself does not mend.',
        }
    }
  },
  unsent: 'What was not sent',
  unsentChanges: (count: number) => `${changes(count)} of yours did not arrive. You can keep a copy of the text.`,

  position: (line: number, column: number) => `Ln ${number.format(line)}, Col ${number.format(column)}`,
  selected: (count: number) => `${number.format(count)} selected`,
  cursors: (count: number) => `${number.format(count)} cursors`,
  goToLine: 'Go to line',
  line: (line: number) => `Line ${number.format(line)}`,

  words: (count: number) => (count === 1 ? '1 word' : `${number.format(count)} words`),
  lines: (count: number) => (count === 1 ? '1 line' : `${number.format(count)} lines`),

  palette: 'Commands',
  documents: 'Documents',
  documentTexts: 'In documents',
  searchFailed: 'Documents can’t be searched right now. Type again in a moment.',
  findCommand: 'Type a command, a title, or the number of a line',
  noCommand: 'No command is called that',
  goTo: (line: number) => `Go to line ${number.format(line)}`,
  shortcuts: 'Keyboard shortcuts',
  shortcutsHint: 'Those of the default key map. Vim and emacs bring their own; the ones for the page stay.',
  shortcutTraps: [
    'Escape, then Tab within two seconds leaves the editor. With vim or emacs: Ctrl+M, then Tab.',
    'Firefox keeps Ctrl+Shift+P for itself: use F1 or Ctrl+K. Vim, when inserting, and emacs keep Ctrl+K: use F1.',
    'While a list of completions is open, Tab and Enter take from it and Escape closes it. Of a suggestion in the text, Tab takes it and Escape dismisses it. Otherwise Tab indents.',
    'With a hand on the mouse: Alt and drag selects a column, Ctrl and click adds a cursor.',
  ],
  or: 'or',

  formatted: 'Formatted',
  formattedBefore: 'It is formatted already',
  notFormatted: (reason: string) => `Can't format this: ${reason}`,
  noFormatter: (language: string) => `There is no formatter for ${language}`,
  formatterFailed: 'The formatter could not be loaded. Check your connection and try again.',
  laterFailed: 'A part of the editor could not be loaded. Check your connection and try again.',
  problems: (count: number) => (count === 1 ? '1 problem' : `${number.format(count)} problems`),
  goToProblem: 'Go to the next problem',
  problem: (kind: SyntaxProblem['kind'], text: string) =>
    kind === 'missing'
      ? 'Something is missing here'
      : text === ''
        ? 'This is not expected'
        : `“${text}” is not expected here`,

  language: 'Language',
  languageIs: (name: string) => `Language: ${name}`,
  plainText: 'Plain text',
  detected: (name: string) => `Detect from title (${name})`,
  findLanguage: 'Find a language',
  noLanguage: 'No language has this name',
  languageFailed: (name: string) => `${name} could not be loaded. The text stays without colours.`,
  languageSet: (name: string, by: string | null) =>
    by === null ? `The language is now ${name}` : `${by} set the language to ${name}`,

  properties: 'Properties',
  propertiesHint: 'Everybody who has the document open shares these.',
  changedByMe: 'Changed last by you',
  changedBy: (name: string) => `Changed last by ${name}`,
  otherProperties: 'More properties',
  noProperties: 'None yet. What you add is there for everybody, and for programs that use the document.',
  propertyName: 'Name',
  propertyValue: 'Value',
  valueOf: (name: string) => `Value of ${name}`,
  removeProperty: (name: string) => `Remove ${name}`,
  propertyRemoved: (name: string) => `${name} is removed`,
  undo: 'Undo',
  addProperty: 'Add',
  propertyProblems: {
    missing: 'Enter a name.',
    taken: 'There is a property of that name already.',
    full: (count: number) => `A document has at most ${number.format(count)} properties of its own.`,
  },

  tooLong: (units: number, most: number) =>
    `That would make the document ${number.format(units)} characters long. It can hold ${number.format(most)}, so nothing was inserted.`,
  fileProblem: (name: string, problem: FileProblem): string =>
    `${shorten(name, 48)} was not inserted: ${messages.fileProblems[problem]}`,
  fileProblems: {
    'too large': 'it is larger than a document can be.',
    encoding: 'it is neither UTF-8 nor UTF-16. Save it as UTF-8 first.',
    binary: 'it is no text.',
    unreadable: 'it could not be read.',
  } satisfies Record<FileProblem, string>,
  sending: 'Sending your changes',
  lineEnding: 'Line ending',
  lineEndings: { lf: 'LF', crlf: 'CRLF', cr: 'CR' } satisfies Record<LineEnding, string>,
  lineEndingHints: { lf: 'Linux, macOS', crlf: 'Windows', cr: 'Old Macs' } satisfies Record<LineEnding, string>,
  indentation: 'Indentation',
  spaces: (count: number) => `Spaces: ${count}`,
  tabs: (width: number) => `Tabs: ${width}`,
  wrap: 'Word wrap',
  wrapOn: 'Wrap long lines',
  wrapOff: 'Do not wrap',

  holdingBack: 'What others write is held back',
  heldBack: (waiting: number): string =>
    waiting === 0 ? messages.holdingBack : `${messages.holdingBack} · ${changes(waiting)}`,
  showHeldBack: 'Show it',

  search: {
    panel: 'Find and replace',
    find: 'Find',
    replaceWith: 'Replace with',
    previous: 'Previous match',
    next: 'Next match',
    all: 'All',
    selectAll: 'Select all matches',
    replace: 'Replace',
    replaceAll: 'Replace all',
    close: 'Close',
    caseSensitive: 'Match case',
    wholeWord: 'Whole word',
    regexp: 'Regular expression',
    invalid: 'Not valid',
    count: (current: number | null, total: number, more: boolean) => {
      if (total === 0) return 'No results'
      const all = more ? `${number.format(total)}+` : number.format(total)
      return current === null ? `${all} found` : `${number.format(current)} of ${all}`
    },
  },
} as const

/** The words of CodeMirror's own panels and announcements that are shown as they are. */
export const editorPhrases: Record<string, string> = {
  'Go to line': messages.goToLine,
  go: 'Go',
}
