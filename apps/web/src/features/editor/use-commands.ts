'use client'
import { useCallback, useState } from 'react'
import type { Overlay } from './overlays.tsx'
import type { CommandName } from './page-commands.ts'
import type { TextEditor } from './text-editor.ts'
import { usePageKeys } from './use-page-keys.ts'

/** What stands in front of the text, and the one way by which commands are run: by key, from the palette, by a button. */
export type Commands = {
  readonly overlay: Overlay | null
  readonly closeOverlay: () => void
  readonly run: (command: CommandName) => void
}

/** Runs the commands of the page and of its editor, for as long as the page is there. */
export function useCommands(editor: TextEditor | null): Commands {
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const closeOverlay = useCallback(() => setOverlay(null), [])
  const run = useCallback(
    (command: CommandName) => {
      switch (command) {
        case 'openPalette':
          return setOverlay('palette')
        case 'openShortcuts':
          return setOverlay('shortcuts')
        case 'openPreferences':
          return setOverlay('preferences')
        default:
          // Find and go to line put the focus into a field of their own afterwards.
          editor?.focus()
          editor?.run(command)
      }
    },
    [editor],
  )
  usePageKeys(run)
  return { overlay, closeOverlay, run }
}
