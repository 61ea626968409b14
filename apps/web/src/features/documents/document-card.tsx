'use client'
import { clsx } from 'clsx'
import { Ago } from './ago.tsx'
import { DocumentControls } from './document-controls.tsx'
import { DocumentMarks } from './document-marks.tsx'
import { DocumentName } from './document-name.tsx'
import type { DocumentProps } from './document-row.tsx'
import { useRenaming } from './document-title.tsx'
import { messages } from './messages.ts'
import { SelectBox } from './select-box.tsx'
import { timeShown } from './time-shown.ts'

/** One document as a card, with its first lines. */
export function DocumentCard({ document, place, view, now, selected, actions }: DocumentProps) {
  const renaming = useRenaming()
  const { title, opening } = document
  const time = timeShown(document, place, view.sort)
  const isTrash = place === 'trash'
  return (
    <div className="h-full p-1.5">
      <div
        className={clsx(
          'relative flex h-full flex-col overflow-hidden rounded-panel border bg-raised transition-colors hover:border-line-strong has-[:focus-visible]:border-line-strong',
          selected ? 'border-accent bg-accent-soft forced-colors:outline' : 'border-line',
        )}
      >
        {/* Said by the title already; what it looks like is for eyes. */}
        <pre
          aria-hidden
          className="min-h-0 grow overflow-hidden border-line border-b bg-canvas px-3 pt-2.5 font-mono text-[0.625rem] text-text-muted leading-[1.5]"
        >
          {opening}
        </pre>
        <div className="flex items-center gap-2.5 py-1.5 pr-1 pl-3">
          <SelectBox title={title} selected={selected} onSelect={(range) => actions.onSelect(document, range)} />
          <div className="min-w-0 grow">
            <div className="flex items-center gap-1.5">
              <DocumentName document={document} isTrash={isTrash} renaming={renaming} actions={actions} />
              {renaming.renaming ? null : <DocumentMarks {...document} />}
            </div>
            <p className="truncate text-text-faint text-xs">
              <Ago at={time.at} now={now} label={messages.times[time.column]} />
            </p>
          </div>
          <span className="relative z-1 flex shrink-0">
            <DocumentControls
              document={document}
              isTrash={isTrash}
              inWords={false}
              actions={actions}
              onRename={renaming.start}
            />
          </span>
        </div>
      </div>
    </div>
  )
}
