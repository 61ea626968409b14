import { Download, ExternalLink, Pencil, Star, StarOff, Tag, Trash2 } from 'lucide-react'
import type { MenuItem } from '#ui/menu-item.ts'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'

/** What a row or a card asks its list to do. */
export type DocumentActions = {
  readonly onOpen: (document: DocumentSummary) => void
  readonly onRename: (document: DocumentSummary, title: string) => void
  readonly onStar: (document: DocumentSummary) => void
  readonly onTag: (document: DocumentSummary) => void
  readonly onExport: (document: DocumentSummary) => void
  readonly onTrash: (document: DocumentSummary) => void
  readonly onRestore: (document: DocumentSummary) => void
  readonly onDelete: (document: DocumentSummary) => void
  /** `range`: everything from the one before, too. */
  readonly onSelect: (document: DocumentSummary, range: boolean) => void
}

/** The lines of a document's menu: what one may do with it. */
export function documentMenu(
  document: DocumentSummary,
  actions: DocumentActions,
  startRenaming: () => void,
): readonly MenuItem[] {
  const action = (label: string, icon: typeof Star, onSelect: () => void, shortcut?: string): MenuItem => ({
    kind: 'action',
    label,
    icon,
    onSelect,
    ...(shortcut === undefined ? {} : { shortcut }),
  })
  const { starred, mayRename, mayTrash } = document
  return [
    action(messages.open, ExternalLink, () => actions.onOpen(document)),
    ...(mayRename ? [action(messages.rename, Pencil, startRenaming, 'F2')] : []),
    action(starred ? messages.unstar : messages.star, starred ? StarOff : Star, () => actions.onStar(document)),
    action(messages.tags, Tag, () => actions.onTag(document)),
    action(messages.export, Download, () => actions.onExport(document)),
    ...(mayTrash
      ? ([
          { kind: 'separator' },
          {
            kind: 'action',
            label: messages.trash,
            icon: Trash2,
            shortcut: 'Del',
            danger: true,
            onSelect: () => actions.onTrash(document),
          },
        ] satisfies MenuItem[])
      : []),
  ]
}
