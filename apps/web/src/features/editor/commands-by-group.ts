import { type CommandName, pageCommands } from './page-commands.ts'
import { type CommandGroup, keysOf, type ListedCommand, textCommands } from './text-commands.ts'

/** The commands a person may use, with the keys that their keyboard has for them, in the order in which lists show them. */
export function commandsByGroup(
  writable: boolean,
  mac: boolean,
): readonly { readonly group: CommandGroup; readonly commands: readonly ListedCommand<CommandName>[] }[] {
  const all: readonly ListedCommand<CommandName>[] = [...pageCommands, ...textCommands].map(
    (one: ListedCommand<CommandName>) => ({ ...one, keys: keysOf(one, mac) }),
  )
  const groups: readonly CommandGroup[] = ['document', 'find', 'edit', 'lines', 'cursors', 'people', 'view', 'help']
  return groups
    .map((group) => ({ group, commands: all.filter((one) => one.group === group && (writable || !one.writes)) }))
    .filter(({ commands }) => commands.length > 0)
}
