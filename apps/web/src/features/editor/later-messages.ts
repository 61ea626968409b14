import type { LineEnding } from '#lib/line-endings.ts'
import type { SyntaxProblem } from './syntax-problems.ts'

const number = new Intl.NumberFormat('en')

/** The words of what comes behind the text, and of what is opened. */
export const laterMessages = {
  tabIndents: 'Tab indents',
  tabMovesFocus: 'Tab moves focus',
  tabModeKey: 'Ctrl+M',
  viewOnly: 'View only',
  position: (line: number, column: number) => `Ln ${number.format(line)}, Col ${number.format(column)}`,
  selected: (count: number) => `${number.format(count)} selected`,
  cursors: (count: number) => `${number.format(count)} cursors`,
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
  detected: (name: string) => `Detect from title (${name})`,
  findLanguage: 'Find a language',
  noLanguage: 'No language has this name',
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

  lineEnding: 'Line ending',
  lineEndings: { lf: 'LF', crlf: 'CRLF', cr: 'CR' } satisfies Record<LineEnding, string>,
  lineEndingHints: { lf: 'Linux, macOS', crlf: 'Windows', cr: 'Old Macs' } satisfies Record<LineEnding, string>,
  indentation: 'Indentation',
  spaces: (count: number) => `Spaces: ${count}`,
  tabs: (width: number) => `Tabs: ${width}`,
  wrap: 'Word wrap',
  wrapOn: 'Wrap long lines',
  wrapOff: 'Do not wrap',
} as const
