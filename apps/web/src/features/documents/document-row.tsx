'use client'
import { clsx } from 'clsx'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Ago } from './ago.tsx'
import { DocumentControls } from './document-controls.tsx'
import { DocumentMarks } from './document-marks.tsx'
import type { DocumentActions } from './document-menu.ts'
import { DocumentName } from './document-name.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { DocumentTags } from './document-tags.tsx'
import { useRenaming } from './document-title.tsx'
import type { View } from './listed-query.ts'
import { messages } from './messages.ts'
import type { Listed } from './place.ts'
import { SelectBox } from './select-box.tsx'
import { timeShown } from './time-shown.ts'

/**
 * The columns of a list: one grid for its head and its rows. Where there is no room a row is two lines instead. However large
 * everything is drawn, the title keeps its place: the others give way first.
 */
const withOwner = 'lg:grid-cols-[1rem_minmax(12rem,1fr)_minmax(0,9.5rem)_minmax(0,6rem)_minmax(0,9rem)_2.75rem]'
export const columns: Record<Listed['place'], string> = {
  mine: 'lg:grid-cols-[1rem_minmax(12rem,1fr)_minmax(0,8rem)_minmax(0,9.5rem)_2.75rem]',
  recent: withOwner,
  shared: withOwner,
  starred: withOwner,
  all: withOwner,
  trash: 'lg:grid-cols-[1rem_minmax(12rem,1fr)_minmax(0,7rem)_9.5rem]',
}

/** Props of a row and of a card. */
export type DocumentProps = {
  readonly document: DocumentSummary
  readonly place: Listed['place']
  readonly view: View
  /** The server's clock when the list was loaded. */
  readonly now: number
  readonly selected: boolean
  readonly actions: DocumentActions
}

/** One document as a line of a list. */
export function DocumentRow({ document, place, view, now, selected, actions }: DocumentProps) {
  const renaming = useRenaming()
  const { title, owner, role, people, tags } = document
  const time = timeShown(document, place, view.sort)
  const since = <Ago at={time.at} now={now} />
  const isTrash = place === 'trash'
  const showsOwner = place !== 'mine' && !isTrash
  return (
    <div
      className={clsx(
        'group relative grid h-full grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b pr-1 pl-3 transition-colors',
        'hover:bg-hover has-[:focus-visible]:bg-hover has-[[aria-expanded=true]]:bg-hover',
        selected && 'bg-accent-soft forced-colors:outline',
        columns[place],
      )}
    >
      <SelectBox title={title} selected={selected} onSelect={(range) => actions.onSelect(document, range)} />
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          <DocumentName document={document} isTrash={isTrash} renaming={renaming} actions={actions} />
          {renaming.renaming ? null : <DocumentMarks {...document} />}
          {renaming.renaming ? null : <DocumentTags tags={tags} />}
        </div>
        {/* Where there is no room for columns: what they say, in one line. */}
        <p className="mt-0.5 flex min-w-0 items-center gap-1.5 text-text-faint text-xs lg:hidden">
          {showsOwner ? (
            <>
              <span className="truncate">{owner.isYou ? messages.you : owner.name}</span>
              <span aria-hidden>·</span>
            </>
          ) : null}
          <span className="shrink-0">{since}</span>
          {isTrash ? null : (
            <>
              <span aria-hidden>·</span>
              <span className="shrink-0">{showsOwner ? messages.role[role] : messages.people(people)}</span>
            </>
          )}
        </p>
      </div>

      {showsOwner ? (
        <>
          <span className="hidden min-w-0 items-center gap-2 text-sm text-text-muted lg:flex">
            <Avatar name={owner.name} hue={owner.hue} picture={paths.picture(owner.id)} size="small" />
            <span className="sr-only">{messages.columns.owner}: </span>
            <span className="truncate">{owner.isYou ? messages.you : owner.name}</span>
          </span>
          <span className="hidden truncate text-sm text-text-muted lg:block">
            <span className="sr-only">{messages.columns.role}: </span>
            {messages.role[role]}
          </span>
        </>
      ) : null}
      {place === 'mine' ? (
        <span className="hidden truncate text-sm text-text-muted tabular-nums lg:block">{messages.people(people)}</span>
      ) : null}
      <span className="hidden truncate text-sm text-text-muted lg:block">
        <span className="sr-only">{messages.columns[time.column]}: </span>
        {since}
      </span>

      <span className="relative z-1 flex justify-end gap-1">
        <DocumentControls document={document} isTrash={isTrash} inWords actions={actions} onRename={renaming.start} />
      </span>
    </div>
  )
}
