'use client'
import { useCallback, useState } from 'react'
import { devicePreferences } from '#lib/device-preferences.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'
import type { Overlay } from './overlays.tsx'
import type { CommandName } from './page-commands.ts'
import type { TextEditor } from './text-editor.ts'
import { usePageKeys } from './use-page-keys.ts'
import { type Panel, usePanel } from './use-panel.ts'

/** What stands in front of the text, and the one way by which commands are run: by key, from the palette, by a button. */
export type Commands = {
  readonly overlay: Overlay | null
  readonly closeOverlay: () => void
  readonly panel: Panel | null
  readonly closePanel: () => void
  /** Whether the title is to be written. */
  readonly titleAsked: boolean
  readonly askTitle: (on: boolean) => void
  /** Whether everybody who is here is listed. */
  readonly peopleListed: boolean
  readonly listPeople: (on: boolean) => void
  /** Whose changes stand in front of the text to be undone, when that is asked for by name. */
  readonly undone: string | null
  readonly undoChanges: (userId: string) => void
  readonly run: (command: CommandName) => void
}

/** Runs the commands of the page and of its editor, for as long as the page is there. */
export function useCommands({
  editor,
  language,
  writable,
  download,
  tellSaved,
}: {
  readonly editor: TextEditor | null
  /** The name of the language that the text is in. */
  readonly language: string | null
  readonly writable: boolean
  /** Hands the person the text as a file. */
  readonly download: () => void
  /** Tells the person how safe their changes are. */
  readonly tellSaved: () => void
}): Commands {
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const { panel, togglePanel, closePanel: hidePanel } = usePanel()
  const [titleAsked, askTitle] = useState(false)
  const [peopleListed, listPeople] = useState(false)
  const [undone, setUndone] = useState<string | null>(null)
  const showUndone = useCallback((userId: string | null) => {
    setUndone(userId)
    setOverlay('revert')
  }, [])
  const closeOverlay = useCallback(() => setOverlay(null), [])
  const closePanel = useCallback(() => {
    hidePanel()
    editor?.focus()
  }, [editor, hidePanel])
  const run = useCallback(
    (command: CommandName) => {
      switch (command) {
        case 'openPalette':
          return setOverlay('palette')
        case 'openShortcuts':
          return setOverlay('shortcuts')
        case 'openPreferences':
          return setOverlay('preferences')
        case 'undoOthers':
          return writable ? showUndone(null) : undefined
        case 'toggleProperties':
          return togglePanel()
        case 'togglePeers':
          return devicePreferences.change({ hidePeers: !devicePreferences.get().hidePeers })
        case 'renameDocument':
          return askTitle(writable)
        case 'formatDocument':
          if (editor && writable) {
            editor.format(language).catch(() => toast({ message: messages.formatterFailed, tone: 'danger' }))
          }
          return
        case 'downloadDocument':
          return download()
        case 'tellSaved':
          return tellSaved()
        case 'listPeople':
          return listPeople(true)
        case 'toggleHoldBack':
          return editor?.holdBack(editor.heldBack.get() === null)
        default:
          // Find and go to line put the focus into a field of their own afterwards.
          editor?.focus()
          editor?.run(command)
      }
    },
    [editor, language, writable, download, tellSaved, togglePanel],
  )
  usePageKeys(run)
  return {
    overlay,
    closeOverlay,
    panel,
    closePanel,
    titleAsked,
    askTitle,
    peopleListed,
    listPeople,
    undone,
    undoChanges: showUndone,
    run,
  }
}
