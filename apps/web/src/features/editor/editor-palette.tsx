'use client'
import { isMac, keyName } from '#lib/key-names.ts'
import { type FindDocuments, useFoundDocuments } from '#lib/use-found-documents.ts'
import { CommandPalette } from '#ui/command-palette.tsx'
import { commandGroupNames, commandNames } from './command-names.ts'
import { commandsByGroup } from './commands-by-group.ts'
import { laterMessages } from './later-messages.ts'
import type { CommandName } from './page-commands.ts'

/** The palette in front of the text: every command of the editor and of its page, and going to a line. */
export default function EditorPalette({
  writable,
  onRun,
  onGoToLine,
  findDocuments,
  takeTyped,
  onClose,
}: {
  /** Commands that change the text are for those who may. */
  readonly writable: boolean
  readonly onRun: (command: CommandName) => void
  readonly onGoToLine: (line: number) => void
  readonly findDocuments: FindDocuments
  /** Gives what was typed before the palette came. */
  readonly takeTyped: () => string
  readonly onClose: () => void
}) {
  const mac = isMac()
  const more = useFoundDocuments(findDocuments, {
    titles: laterMessages.documents,
    texts: laterMessages.documentTexts,
    failed: laterMessages.searchFailed,
  })
  return (
    <CommandPalette
      label={laterMessages.palette}
      placeholder={laterMessages.findCommand}
      empty={laterMessages.noCommand}
      takeTyped={takeTyped}
      onClose={onClose}
      groups={commandsByGroup(writable, mac).map(({ group, commands }) => ({
        title: commandGroupNames[group],
        items: commands.map(({ name, keys }) => ({
          id: name,
          label: commandNames[name],
          keys: keys[0] === undefined ? undefined : keyName(keys[0], mac),
          onChoose: () => onRun(name),
        })),
      }))}
      more={more}
      answer={(search) => {
        const line = lineNumber(search)
        return line === null ? null : { id: 'line', label: laterMessages.goTo(line), onChoose: () => onGoToLine(line) }
      }}
    />
  )
}

/** The line that a search names: `12`, or `:12` as some are used to. */
function lineNumber(search: string): number | null {
  const [, digits] = /^:?(\d{1,9})$/.exec(search) ?? []
  return digits === undefined ? null : Number(digits)
}
