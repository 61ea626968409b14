'use client'
import Link, { useLinkStatus } from 'next/link'
import { type RefObject, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { InPlaceInput } from '#ui/in-place-input.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'

/** Renaming a title where it stands, and the link that has the focus again afterwards. */
export function useRenaming() {
  const link = useRef<HTMLAnchorElement>(null)
  const [renaming, setRenaming] = useState(false)
  return {
    link,
    renaming,
    start: () => setRenaming(true),
    end(left: boolean) {
      setRenaming(false)
      if (!left) requestAnimationFrame(() => link.current?.focus())
    },
  }
}

/** What `useRenaming` gives. */
export type Renaming = ReturnType<typeof useRenaming>

/** A document's title: a link that covers all of its row or card, or the field in which it is renamed. */
export function DocumentTitle({
  document: { id, title, mayRename, mayTrash },
  link,
  renaming,
  onRename,
  onDone,
}: {
  readonly document: DocumentSummary
  readonly link: RefObject<HTMLAnchorElement | null>
  readonly renaming: boolean
  /** F2 was pressed. */
  readonly onRename: () => void
  readonly onDone: (title: string | null, left: boolean) => void
}) {
  if (renaming)
    return (
      // As high as the line it stands for: nothing below it moves.
      <div className="-mt-1.5 -mb-0.5 flex lg:-my-1">
        <InPlaceInput label={messages.renameLabel(title)} value={title} onDone={onDone} />
      </div>
    )
  return (
    <Link
      ref={link}
      data-row={id}
      href={paths.document(id)}
      prefetch={false}
      onKeyDown={(event) => {
        if (event.key === 'F2' && mayRename) onRename()
      }}
      aria-keyshortcuts={['Space', mayRename ? 'F2' : '', mayTrash ? 'Delete' : ''].filter(Boolean).join(' ')}
      className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
    >
      {title}
      <Opening />
    </Link>
  )
}

/** The row answers the press at once, whatever the server still has to do. */
function Opening() {
  const { pending } = useLinkStatus()
  return pending ? <span aria-hidden className="pointer-events-none absolute inset-0 bg-pressed" /> : null
}
