import { keysOf, type ListedCommand, type TextCommandName, textCommands } from './text-commands.ts'

/** What the page around the text can be told to do. Their keys work wherever the focus is, unless the editor takes them. */
export const pageCommands = [
  { name: 'undoOthers', group: 'edit', keys: [], writes: true },
  { name: 'renameDocument', group: 'document', keys: [], writes: true },
  { name: 'formatDocument', group: 'document', keys: ['Shift-Alt-f'], writes: true },
  { name: 'toggleProperties', group: 'document', keys: [], writes: false },
  { name: 'downloadDocument', group: 'document', keys: [], writes: false },
  { name: 'openPalette', group: 'help', keys: ['Mod-k', 'F1', 'Mod-Shift-p'], writes: false },
  { name: 'openShortcuts', group: 'help', keys: ['?'], writes: false },
  { name: 'openPreferences', group: 'view', keys: ['Mod-,'], writes: false },
  { name: 'togglePeers', group: 'people', keys: [], writes: false },
  { name: 'listPeople', group: 'people', keys: [], writes: false },
  { name: 'toggleHoldBack', group: 'people', keys: [], writes: false },
  { name: 'tellSaved', group: 'document', keys: ['Mod-s'], writes: false },
] as const satisfies readonly ListedCommand[]

type PageCommandName = (typeof pageCommands)[number]['name']

/** The name of any command. */
export type CommandName = PageCommandName | TextCommandName

/** A key that was pressed, as the browser tells it. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * What of the text is found from wherever the focus is: the browser's own search, which has these keys otherwise, sees only the
 * lines that are on the screen.
 */
const foundAnywhere: ReadonlySet<CommandName> = new Set(['find', 'replace', 'findNext', 'findPrevious', 'goToLine'])

const commandsAnywhere: readonly ListedCommand<CommandName>[] = [
  ...pageCommands,
  ...textCommands.filter(({ name }) => foundAnywhere.has(name)),
]

/** The command that a key stands for outside the text. `typing`: the focus is where signs are written. */
export function pageCommandOf(pressed: PressedKey, mac: boolean, typing: boolean): CommandName | null {
  const command = commandsAnywhere.find((one) => keysOf(one, mac).some((key) => isKey(key, pressed, mac, typing)))
  return command?.name ?? null
}

/** Whether a command is about the text, which is out of reach behind a dialog. */
export function isOfText(command: CommandName): boolean {
  return foundAnywhere.has(command)
}

function isKey(key: string, pressed: PressedKey, mac: boolean, typing: boolean): boolean {
  const parts = key.split('-')
  const last = parts.at(-1) ?? ''
  // A sign is typed with whatever modifier the keyboard's layout asks for.
  if (parts.length === 1 && last.length === 1) {
    return !typing && pressed.key === last && !pressed.ctrlKey && !pressed.metaKey
  }
  const mod = parts.includes('Mod')
  return (
    pressed.ctrlKey === (parts.includes('Ctrl') || (mod && !mac)) &&
    pressed.metaKey === (mod && mac) &&
    pressed.shiftKey === parts.includes('Shift') &&
    pressed.altKey === parts.includes('Alt') &&
    (pressed.key.toLowerCase() === last.toLowerCase() || (writesOtherSigns(pressed) && pressed.code === codeOf(last)))
  )
}

/** Keyboards of other scripts, and a Mac's with Alt, write no Latin sign: there a key goes by its place, as in the text. */
function writesOtherSigns({ key }: PressedKey): boolean {
  return key === 'Dead' || /^[^ -~]$/u.test(key)
}

function codeOf(sign: string): string {
  return sign === ',' ? 'Comma' : `Key${sign.toUpperCase()}`
}
