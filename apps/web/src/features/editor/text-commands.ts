/** In which part of a list of commands a command stands. */
export type CommandGroup = 'edit' | 'lines' | 'cursors' | 'find' | 'people' | 'view' | 'document' | 'help'

/** A command as lists show it. Keys are written as CodeMirror does; Mod is Ctrl, or Cmd on a Mac. */
export type ListedCommand<Name extends string = string> = {
  readonly name: Name
  readonly group: CommandGroup
  readonly keys: readonly string[]
  /** A Mac has no such keys: the system or the text has taken them. */
  readonly pcOnly?: true
  /** It changes the text: nothing for people who may only read. */
  readonly writes: boolean
}

const listed = <Name extends string>(
  name: Name,
  group: CommandGroup,
  keys: readonly string[] = [],
  writes = false,
): ListedCommand<Name> => ({ name, group, keys, writes })

const writing = <Name extends string>(name: Name, group: CommandGroup, ...keys: readonly string[]) =>
  listed(name, group, keys, true)

/** The keys of a command on a keyboard of this kind. */
export function keysOf({ keys, pcOnly }: ListedCommand, mac: boolean): readonly string[] {
  return pcOnly && mac ? [] : keys
}

/** What the text editor itself can be told to do. The keys are those of the default key map. */
export const textCommands = [
  writing('undo', 'edit', 'Mod-z'),
  writing('redo', 'edit', 'Mod-y', 'Mod-Shift-z'),
  writing('toggleComment', 'edit', 'Mod-/'),
  writing('toggleBlockComment', 'edit', 'Shift-Alt-a'),
  writing('indentMore', 'edit', 'Mod-]'),
  writing('indentLess', 'edit', 'Mod-['),
  writing('startCompletion', 'edit', 'Ctrl-Space'),
  writing('sayGhost', 'edit', 'Shift-F2'),
  writing('moveLineUp', 'lines', 'Alt-ArrowUp'),
  writing('moveLineDown', 'lines', 'Alt-ArrowDown'),
  writing('copyLineUp', 'lines', 'Shift-Alt-ArrowUp'),
  writing('copyLineDown', 'lines', 'Shift-Alt-ArrowDown'),
  writing('deleteLine', 'lines', 'Shift-Mod-k'),
  listed('selectNextOccurrence', 'cursors', ['Mod-d']),
  listed('selectAllOccurrences', 'cursors', ['Mod-Shift-l']),
  listed('addCursorAbove', 'cursors', ['Mod-Alt-ArrowUp']),
  listed('addCursorBelow', 'cursors', ['Mod-Alt-ArrowDown']),
  listed('oneCursor', 'cursors', ['Escape']),
  listed('find', 'find', ['Mod-f']),
  { ...writing('replace', 'find', 'Ctrl-h'), pcOnly: true },
  listed('findNext', 'find', ['F3']),
  listed('findPrevious', 'find', ['Shift-F3']),
  listed('goToLine', 'find', ['Ctrl-g']),
  listed('nextProblem', 'find', ['F2']),
  listed('goToBracket', 'find', ['Shift-Mod-\\']),
  listed('followNext', 'people', ['Mod-Alt-f']),
  listed('whoIsWhere', 'people'),
  listed('nextPeer', 'people'),
  listed('previousPeer', 'people'),
  listed('nextRemoteChange', 'people'),
  listed('previousRemoteChange', 'people'),
  listed('fold', 'view', ['Ctrl-Shift-[']),
  listed('unfold', 'view', ['Ctrl-Shift-]']),
  listed('foldAll', 'view', ['Ctrl-Alt-[']),
  listed('unfoldAll', 'view', ['Ctrl-Alt-]']),
  listed('toggleTabMode', 'view', ['Ctrl-m']),
] as const

/** The name of a command of the text editor. */
export type TextCommandName = (typeof textCommands)[number]['name']
