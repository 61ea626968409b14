import type { ListedCommand, TextCommandName } from './text-commands.ts'

/** What the page around the text can be told to do. Their keys work wherever the focus is, unless the editor takes them. */
export const pageCommands = [
  { name: 'undoOthers', group: 'edit', keys: [], writes: true },
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

/** The name of a command of the page. */
export type PageCommandName = (typeof pageCommands)[number]['name']

/** The name of any command. */
export type CommandName = PageCommandName | TextCommandName

/** A key that was pressed, as the browser tells it. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The command of the page that a key stands for. `typing`: the focus is where signs are written. */
export function pageCommandOf(pressed: PressedKey, mac: boolean, typing: boolean): PageCommandName | null {
  const command = pageCommands.find(({ keys }) => keys.some((key) => isKey(key, pressed, mac, typing)))
  return command?.name ?? null
}

function isKey(key: string, pressed: PressedKey, mac: boolean, typing: boolean): boolean {
  const parts = key.split('-')
  const last = parts.at(-1)
  const sign = parts.length === 1 && last?.length === 1
  // A sign is typed with whatever modifier the keyboard's layout asks for.
  if (sign) return !typing && pressed.key === last && !pressed.ctrlKey && !pressed.metaKey
  const wanted = { mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt') }
  const mod = mac ? pressed.metaKey : pressed.ctrlKey
  const other = mac ? pressed.ctrlKey : pressed.metaKey
  return (
    // With Alt a Mac writes another sign.
    (wanted.alt ? pressed.code === `Key${last?.toUpperCase()}` : pressed.key.toLowerCase() === last?.toLowerCase()) &&
    mod === wanted.mod &&
    pressed.shiftKey === wanted.shift &&
    pressed.altKey === wanted.alt &&
    !other
  )
}
