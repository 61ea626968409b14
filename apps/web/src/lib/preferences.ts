/** What one person wants on this device, whatever the document. What everybody in a document shares are its properties. */
export type Preferences = {
  readonly theme: Choice<'theme'>
  readonly font: Choice<'font'>
  /** In CSS pixels. */
  readonly fontSize: number
  /** As a multiple of the font's size. */
  readonly lineHeight: number
  readonly ligatures: boolean
  /** How wide a tab is shown; null: as wide as the document says. */
  readonly tabSize: number | null
  readonly wrap: Choice<'wrap'>
  readonly keyMap: Choice<'keyMap'>
  /** Own mappings of vim, as lines of a vimrc. */
  readonly vimMappings: string
  readonly completion: boolean
  readonly ghostText: boolean
  readonly indentGuides: boolean
  readonly rainbowBrackets: boolean
  /** How wide the panel at the side of the text is, in CSS pixels. */
  readonly panelWidth: number
  /** Whether it is open. */
  readonly panelOpen: boolean
  /** When the names of others show at their carets. */
  readonly labels: Choice<'labels'>
  /** How much a screen reader is told of what others do. */
  readonly announcements: Choice<'announcements'>
  /** To hear who comes and goes, and changes on my line, as short sounds. */
  readonly sounds: boolean
  /** To be told the number of the line that the caret goes to. */
  readonly lineNumbersSpoken: boolean
  /** To show others what I compose only when it is there as a whole. */
  readonly wholeCompositions: boolean
  /** Not to see others' carets and selections. */
  readonly hidePeers: boolean
  /** To see my own name at my caret, as others do. */
  readonly showMe: boolean
  /** Not to show others my own. */
  readonly hideMe: boolean
  /** Not to be followed. */
  readonly refuseFollowers: boolean
}

/** The preferences that are one of several words. */
export const preferenceChoices = {
  theme: [
    ...(['system', 'light', 'dark', 'light-contrast', 'dark-contrast'] as const),
    // Those that colour code in their own way; the page around it is light or dark like them.
    ...(['one-dark', 'dracula', 'solarized-light', 'solarized-dark'] as const),
  ],
  font: ['jetbrains-mono', 'fira-code', 'source-code-pro', 'system'],
  wrap: ['document', 'on', 'off'],
  keyMap: ['default', 'vim', 'emacs'],
  labels: ['activity', 'always', 'hover', 'off'],
  announcements: ['off', 'joins', 'nearby', 'all'],
} as const

/** The preferences that are one of several numbers. */
export const preferenceNumbers = {
  fontSize: [10, 11, 12, 13, 14, 15, 16, 18, 20, 24, 28, 32],
  lineHeight: [1.2, 1.4, 1.6, 1.8, 2, 2.4],
  tabSize: [2, 3, 4, 8],
} as const

/** What holds for whoever never chose. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  font: 'jetbrains-mono',
  fontSize: 13,
  lineHeight: 1.6,
  // Chromium (153) draws only half of one that is typed, until its line is drawn anew.
  ligatures: false,
  tabSize: null,
  wrap: 'document',
  keyMap: 'default',
  vimMappings: '',
  completion: true,
  panelWidth: 300,
  panelOpen: false,
  ghostText: true,
  indentGuides: true,
  rainbowBrackets: true,
  labels: 'activity',
  announcements: 'nearby',
  sounds: false,
  lineNumbersSpoken: false,
  wholeCompositions: false,
  hidePeers: false,
  showMe: false,
  hideMe: false,
  refuseFollowers: false,
}

/** More mappings than anybody keeps; the device's storage holds a few megabytes for everything. */
export const maxVimMappingsLength = 10_000

/** Reads preferences that were kept. An older or a newer version may have written them: what makes no sense is the default. */
export function readPreferences(kept: unknown): Preferences {
  const given = isRecord(kept) ? kept : {}
  const defaults = defaultPreferences
  const { theme, font, wrap, keyMap, labels, announcements } = preferenceChoices
  const { fontSize, lineHeight, tabSize } = preferenceNumbers
  return {
    theme: oneOf(theme, given.theme, defaults.theme),
    font: oneOf(font, given.font, defaults.font),
    fontSize: oneOf(fontSize, given.fontSize, defaults.fontSize),
    lineHeight: oneOf(lineHeight, given.lineHeight, defaults.lineHeight),
    ligatures: flag(given.ligatures, defaults.ligatures),
    tabSize: oneOf(tabSize, given.tabSize, defaults.tabSize),
    wrap: oneOf(wrap, given.wrap, defaults.wrap),
    keyMap: oneOf(keyMap, given.keyMap, defaults.keyMap),
    vimMappings: typeof given.vimMappings === 'string' ? given.vimMappings.slice(0, maxVimMappingsLength) : '',
    panelWidth: isWidth(given.panelWidth) ? given.panelWidth : defaults.panelWidth,
    panelOpen: flag(given.panelOpen, defaults.panelOpen),
    completion: flag(given.completion, defaults.completion),
    ghostText: flag(given.ghostText, defaults.ghostText),
    indentGuides: flag(given.indentGuides, defaults.indentGuides),
    rainbowBrackets: flag(given.rainbowBrackets, defaults.rainbowBrackets),
    labels: oneOf(labels, given.labels, defaults.labels),
    announcements: oneOf(announcements, given.announcements, defaults.announcements),
    sounds: flag(given.sounds, defaults.sounds),
    lineNumbersSpoken: flag(given.lineNumbersSpoken, defaults.lineNumbersSpoken),
    wholeCompositions: flag(given.wholeCompositions, defaults.wholeCompositions),
    hidePeers: flag(given.hidePeers, defaults.hidePeers),
    showMe: flag(given.showMe, defaults.showMe),
    hideMe: flag(given.hideMe, defaults.hideMe),
    refuseFollowers: flag(given.refuseFollowers, defaults.refuseFollowers),
  }
}

type Choice<Name extends keyof typeof preferenceChoices> = (typeof preferenceChoices)[Name][number]

function oneOf<Option, Fallback>(options: readonly Option[], value: unknown, fallback: Fallback): Option | Fallback {
  return options.find((option) => option === value) ?? fallback
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** What shows the panel keeps it narrower; a number that no screen has is one that nobody chose. */
function isWidth(value: unknown): value is number {
  return typeof value === 'number' && value >= 100 && value <= 2000
}
