'use client'
import { useFoundDocuments } from '#lib/use-found-documents.ts'
import { CommandPalette, type CommandPaletteProps } from '#ui/command-palette.tsx'
import { findDocuments } from './find-documents.ts'
import { messages } from './messages.ts'

/** The palette in which documents are found, by what they are called and by what is in them. */
export default function FindPalette(props: Pick<CommandPaletteProps, 'takeTyped' | 'onClose'>) {
  const more = useFoundDocuments(findDocuments, {
    titles: messages.documents,
    texts: messages.documentTexts,
    failed: messages.searchFailed,
  })
  return (
    <CommandPalette
      {...props}
      label={messages.find}
      placeholder={messages.findHint}
      empty={messages.nothingFound}
      groups={[]}
      more={more}
    />
  )
}
