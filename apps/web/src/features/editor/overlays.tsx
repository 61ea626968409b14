'use client'
import { type ReactNode, useState } from 'react'
import type { FindDocuments } from '#lib/use-found-documents.ts'
import { lazyPart } from '#ui/lazy-part.tsx'
import { useKeysAhead } from '#ui/use-keys-ahead.ts'
import type { CommandName } from './page-commands.ts'
import type { TextEditor } from './text-editor.ts'

const EditorPalette = lazyPart(() => import('./editor-palette.tsx'))
const ShortcutsDialog = lazyPart(() => import('./shortcuts-dialog.tsx'))
const RevertDialog = lazyPart(() => import('./revert/revert-dialog.tsx'))

/** What can stand in front of the text: one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'preferences' | 'revert'

/** The pages of others that stand in front of the text. Each is drawn while it is open and says when it is to go. */
export type OverlayPages = { readonly preferences: (close: () => void) => ReactNode }

/** Draws what stands in front of the text. Each comes when it is first asked for. */
export function Overlays({
  open,
  onClose,
  pages,
  documentId,
  userId,
  editor,
  undone,
  writable,
  onRun,
  onGoToLine,
  findDocuments,
}: {
  readonly open: Overlay | null
  readonly onClose: () => void
  readonly pages: OverlayPages
  readonly documentId: string
  readonly userId: string
  readonly editor: TextEditor | null
  /** Whose changes are to be undone, if that is known. */
  readonly undone: string | null
  readonly writable: boolean
  readonly onRun: (command: CommandName) => void
  readonly onGoToLine: (line: number) => void
  readonly findDocuments: FindDocuments
}) {
  const [openedAt] = useState(() => new Date())
  // Whoever may not write any more has nothing to undo.
  const shown = open === 'revert' && !writable ? null : open
  const takeTyped = useKeysAhead(shown !== null, onClose)
  return shown === null ? null : draw(shown)

  function draw(overlay: Overlay): ReactNode {
    switch (overlay) {
      case 'palette':
        return (
          <EditorPalette
            writable={writable}
            onRun={onRun}
            onGoToLine={onGoToLine}
            findDocuments={findDocuments}
            takeTyped={takeTyped}
            onClose={onClose}
            onMissing={onClose}
          />
        )
      case 'shortcuts':
        return <ShortcutsDialog onClose={onClose} onMissing={onClose} />
      case 'preferences':
        return pages.preferences(onClose)
      case 'revert':
        return editor ? (
          <RevertDialog
            documentId={documentId}
            userId={userId}
            openedAt={openedAt}
            editor={editor}
            undone={undone}
            onClose={onClose}
            onMissing={onClose}
          />
        ) : null
    }
  }
}
