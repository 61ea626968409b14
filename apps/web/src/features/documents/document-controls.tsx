import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { type DocumentActions, documentMenu } from './document-menu.ts'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'

/** What may be done with a document from its row or card: its menu, or in the trash the two ways out of it. */
export function DocumentControls({
  document,
  isTrash,
  inWords,
  actions,
  onRename,
}: {
  readonly document: DocumentSummary
  readonly isTrash: boolean
  /** Whether there is room to say what the first button does. */
  readonly inWords: boolean
  readonly actions: DocumentActions
  readonly onRename: () => void
}) {
  const { title } = document
  if (!isTrash)
    return (
      <Menu
        items={documentMenu(document, actions, onRename)}
        trigger={(props) => <IconButton {...props} size="small" icon={Ellipsis} label={messages.actions(title)} />}
      />
    )
  const restore = { size: 'small', icon: RotateCcw, onClick: () => actions.onRestore(document) } as const
  return (
    <>
      {inWords ? (
        <Button {...restore} aria-label={messages.restoreLabel(title)}>
          {messages.restore}
        </Button>
      ) : (
        <IconButton {...restore} label={messages.restoreLabel(title)} />
      )}
      <IconButton
        size="small"
        icon={Trash2}
        label={messages.deleteLabel(title)}
        onClick={() => actions.onDelete(document)}
      />
    </>
  )
}
