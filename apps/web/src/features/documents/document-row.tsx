'use client'
import { clsx } from 'clsx'
import { Ellipsis, ExternalLink, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import Link, { useLinkStatus } from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { InPlaceInput } from '#ui/in-place-input.tsx'
import { Menu } from '#ui/menu.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { Ago } from './ago.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'
import type { Place } from './place.ts'

/** The columns of a list: one grid for its head and its rows. Where there is no room a row is two lines instead. */
export const columns: Record<Place, string> = {
  mine: 'lg:grid-cols-[minmax(0,1fr)_8rem_9.5rem_2.75rem]',
  shared: 'lg:grid-cols-[minmax(0,1fr)_9.5rem_6rem_9rem_2.75rem]',
  trash: 'lg:grid-cols-[minmax(0,1fr)_9.5rem_7rem]',
}

/** What a row asks its list to do. */
export type RowActions = {
  readonly onRename: (document: DocumentSummary, title: string) => void
  readonly onTrash: (document: DocumentSummary) => void
  readonly onRestore: (document: DocumentSummary) => void
}

/** One document of a list. */
export function DocumentRow({
  document,
  place,
  now,
  onRename,
  onTrash,
  onRestore,
}: { readonly document: DocumentSummary; readonly place: Place; readonly now: number } & RowActions) {
  const router = useRouter()
  const link = useRef<HTMLAnchorElement>(null)
  const [renaming, setRenaming] = useState(false)
  const { id, title, owner, role, people, mayRename, mayTrash } = document
  const since =
    place === 'trash' ? (
      <Ago at={document.trashedAt ?? document.editedAt} now={now} />
    ) : (
      <Ago at={document.editedAt} now={now} />
    )

  const items: MenuItem[] = [
    { kind: 'action', label: messages.open, icon: ExternalLink, onSelect: () => router.push(paths.document(id)) },
  ]
  if (mayRename)
    items.push({
      kind: 'action',
      label: messages.rename,
      icon: Pencil,
      shortcut: 'F2',
      onSelect: () => setRenaming(true),
    })
  if (mayTrash)
    items.push(
      { kind: 'separator' },
      {
        kind: 'action',
        label: messages.trash,
        icon: Trash2,
        shortcut: 'Del',
        danger: true,
        onSelect: () => onTrash(document),
      },
    )

  return (
    <li
      className={clsx(
        'group relative grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b py-1.5 pr-1 pl-3 transition-colors lg:min-h-11 lg:py-0',
        'hover:bg-hover has-[:focus-visible]:bg-hover has-[[aria-expanded=true]]:bg-hover',
        columns[place],
        // A button with an edge keeps as much distance from the screen's edge as the title does.
        place === 'trash' ? 'max-md:pr-3' : undefined,
      )}
      onKeyDown={(event) => {
        if (event.target !== link.current) return
        if (event.key === 'F2' && mayRename) setRenaming(true)
        if (event.key === 'Delete' && mayTrash) onTrash(document)
      }}
    >
      <div className="min-w-0">
        {renaming ? (
          // As high as the line it stands for: nothing below it moves.
          <div className="-mt-1.5 -mb-0.5 flex lg:-my-1">
            <InPlaceInput
              label={messages.renameLabel(title)}
              value={title}
              onDone={(next, left) => {
                setRenaming(false)
                if (next !== null) onRename(document, next)
                if (!left) requestAnimationFrame(() => link.current?.focus())
              }}
            />
          </div>
        ) : place === 'trash' ? (
          <span className="block truncate text-text-muted">{title}</span>
        ) : (
          <Link
            ref={link}
            data-row={id}
            href={paths.document(id)}
            prefetch={false}
            aria-keyshortcuts={[mayRename ? 'F2' : '', mayTrash ? 'Delete' : ''].join(' ').trim() || undefined}
            className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            {title}
            <Opening />
          </Link>
        )}
        {/* Where there is no room for columns: what they say, in one line. */}
        <p className="mt-0.5 flex min-w-0 items-center gap-1.5 text-text-faint text-xs lg:hidden">
          {place === 'shared' ? (
            <>
              <span className="truncate">{owner.name}</span>
              <span aria-hidden>·</span>
            </>
          ) : null}
          <span className="shrink-0">{since}</span>
          {place === 'trash' ? null : (
            <>
              <span aria-hidden>·</span>
              <span className="shrink-0">{place === 'shared' ? messages.role[role] : messages.people(people)}</span>
            </>
          )}
        </p>
      </div>

      {place === 'shared' ? (
        <>
          <span className="hidden min-w-0 items-center gap-2 text-sm text-text-muted lg:flex">
            <Avatar name={owner.name} hue={owner.hue} size="small" />
            <span className="sr-only">{messages.columns.owner}: </span>
            <span className="truncate">{owner.name}</span>
          </span>
          <span className="hidden text-sm text-text-muted lg:block">
            <span className="sr-only">{messages.columns.role}: </span>
            {messages.role[role]}
          </span>
        </>
      ) : null}
      {place === 'mine' ? (
        <span className="hidden text-sm text-text-muted tabular-nums lg:block">{messages.people(people)}</span>
      ) : null}
      <span className="hidden text-sm text-text-muted lg:block">
        <span className="sr-only">{place === 'trash' ? messages.columns.trashed : messages.columns.edited}: </span>
        {since}
      </span>

      <span className="relative z-1 flex justify-end">
        {place === 'trash' ? (
          <Button
            size="small"
            icon={RotateCcw}
            aria-label={messages.restoreLabel(title)}
            onClick={() => onRestore(document)}
          >
            {messages.restore}
          </Button>
        ) : (
          <Menu
            items={items}
            trigger={(props) => <IconButton {...props} size="small" icon={Ellipsis} label={messages.actions(title)} />}
          />
        )}
      </span>
    </li>
  )
}

/** The row answers the press at once, whatever the server still has to do. */
function Opening() {
  const { pending } = useLinkStatus()
  return pending ? <span aria-hidden className="pointer-events-none absolute inset-0 bg-pressed" /> : null
}
