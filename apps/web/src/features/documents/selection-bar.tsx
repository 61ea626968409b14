'use client'
import { Download, RotateCcw, Star, StarOff, Tag, Trash2, UserPlus, X } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'
import type { Listed } from './place.ts'

/** What can be done with everything that is selected, at the bottom of the screen. */
export default function SelectionBar({
  place,
  documents,
  onStar,
  onTag,
  onShare,
  onExport,
  onTrash,
  onRestore,
  onDelete,
  onClear,
}: {
  readonly place: Listed['place']
  readonly documents: readonly DocumentSummary[]
  readonly onStar: (starred: boolean) => void
  readonly onTag: () => void
  readonly onShare: (documents: readonly DocumentSummary[]) => void
  readonly onExport: () => void
  readonly onTrash: (documents: readonly DocumentSummary[]) => void
  readonly onRestore: () => void
  readonly onDelete: () => void
  readonly onClear: () => void
}) {
  const shareable = documents.filter(({ mayShare }) => mayShare)
  const trashable = documents.filter(({ mayTrash }) => mayTrash)
  const allStarred = documents.every(({ starred }) => starred)
  return (
    <div className="sticky inset-x-0 bottom-3 z-10 flex justify-center px-2 pt-3">
      <div
        role="toolbar"
        aria-label={messages.withSelected}
        className="flex max-w-full items-center gap-1 overflow-x-auto rounded-panel border border-line bg-raised p-1.5 shadow-float"
      >
        <span className="whitespace-nowrap px-2 font-medium text-sm tabular-nums">
          {messages.selected(documents.length)}
        </span>
        {place === 'trash' ? (
          <>
            <Button size="small" icon={RotateCcw} onClick={onRestore}>
              {messages.restore}
            </Button>
            <Button size="small" tone="danger" icon={Trash2} onClick={onDelete}>
              {messages.delete}
            </Button>
          </>
        ) : (
          <>
            <IconButton
              size="small"
              icon={allStarred ? StarOff : Star}
              label={allStarred ? messages.unstar : messages.star}
              onClick={() => onStar(!allStarred)}
            />
            <IconButton size="small" icon={Tag} label={messages.tags} onClick={onTag} />
            {shareable.length > 0 ? (
              <IconButton
                size="small"
                icon={UserPlus}
                label={messages.share(shareable.length, documents.length)}
                onClick={() => onShare(shareable)}
              />
            ) : null}
            <IconButton size="small" icon={Download} label={messages.export} onClick={onExport} />
            {trashable.length > 0 ? (
              <IconButton
                size="small"
                icon={Trash2}
                label={messages.trashSome(trashable.length, documents.length)}
                onClick={() => onTrash(trashable)}
              />
            ) : null}
          </>
        )}
        <IconButton size="small" icon={X} label={messages.selectNone} onClick={onClear} />
      </div>
    </div>
  )
}
