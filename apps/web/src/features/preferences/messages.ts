import type { Preferences } from '#lib/preferences.ts'

const number = new Intl.NumberFormat('en')

/** The words of the preferences. */
export const messages = {
  title: 'Preferences',
  onThisDevice: 'They hold for you, on this device.',
  appearance: 'Appearance',
  text: 'Text',
  keys: 'Keys',
  whileTyping: 'While you type',
  reset: 'Back to the defaults',

  theme: 'Theme',
  themes: {
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    'light-contrast': 'Light, high contrast',
    'dark-contrast': 'Dark, high contrast',
    'one-dark': 'One Dark',
    dracula: 'Dracula',
    'solarized-light': 'Solarized Light',
    'solarized-dark': 'Solarized Dark',
  } satisfies Record<Preferences['theme'], string>,
  font: 'Font',
  fonts: {
    'jetbrains-mono': 'JetBrains Mono',
    'fira-code': 'Fira Code',
    'source-code-pro': 'Source Code Pro',
    system: "The system's own",
  } satisfies Record<Preferences['font'], string>,
  fontSize: 'Size',
  pixels: (size: number) => `${number.format(size)} px`,
  lineHeight: 'Line height',
  times: (height: number) => `${number.format(height)} ×`,
  ligatures: 'Ligatures',
  ligaturesHint: 'Draws => and != as one sign, in fonts that can.',
  tabSize: 'Width of a tab',
  asDocument: 'As the document says',
  columns: (count: number) => `${number.format(count)} columns`,
  wrap: 'Long lines',
  wraps: { document: 'As the document says', on: 'Wrap', off: 'Do not wrap' } satisfies Record<
    Preferences['wrap'],
    string
  >,
  indentGuides: 'Indent guides',
  keyMap: 'Key map',
  keyMaps: { default: 'Default', vim: 'Vim', emacs: 'Emacs' } satisfies Record<Preferences['keyMap'], string>,
  keyMapHint: 'Escape, then Tab leaves the editor. With vim and emacs Escape is taken: press Ctrl+M, then Tab.',
  vimMappings: 'Own mappings',
  vimMappingsHint: 'One per line, as in a vimrc: map, nmap, imap, vmap, and their noremap forms.',
  vimMappingsExample: 'inoremap jj <Esc>',
  completion: 'Suggest completions',
  completionHint: 'Words of the document and of its language, in a list. Ctrl+Space asks for it in any case.',
  ghostText: 'Suggest in the text',
  ghostTextHint: 'Shows the likely rest of a word, faintly, when you pause. Tab takes it, Escape dismisses it.',
} as const
