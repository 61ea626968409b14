'use client'
import { clsx } from 'clsx'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { toast } from '#ui/toast.tsx'
import { moreDocumentsAction, renameDocumentAction, restoreDocumentAction, trashDocumentAction } from './actions.ts'
import { columns, DocumentRow } from './document-row.tsx'
import type { DocumentPage, DocumentSummary } from './document-summary.ts'
import { EmptyPicture } from './empty-picture.tsx'
import { renamed, withBack, without, withPage } from './list-state.ts'
import { messages } from './messages.ts'
import { NewDocumentButton } from './new-document-button.tsx'
import type { Place } from './place.ts'

/**
 * A place's documents. What can be undone is shown at once and put back when the server says no. Arrow keys walk the
 * rows, F2 renames, Delete moves to the trash.
 */
export function DocumentList({
  place,
  initial,
  now,
}: {
  readonly place: Place
  readonly initial: DocumentPage
  /** The server's clock at the time of `initial`. */
  readonly now: number
}) {
  const [items, setItems] = useState(initial.items)
  const [next, setNext] = useState(initial.next)
  const [loading, setLoading] = useState(false)
  const list = useRef<HTMLUListElement>(null)

  const rename = async (document: DocumentSummary, title: string) => {
    setItems((current) => renamed(current, document.id, title))
    const failed = await failureOf(renameDocumentAction({ id: document.id, title }))
    if (failed === null) return
    setItems((current) => renamed(current, document.id, document.title))
    toast({ tone: 'danger', message: failed })
  }

  /** Takes a row away, asks the server, and offers or does the way back. */
  const move = async (
    document: DocumentSummary,
    { go, back, done }: Record<'go' | 'back', (input: { id: string }) => Promise<Result>> & { done: string },
  ) => {
    const at = items.findIndex((entry) => entry.id === document.id)
    focusNear(list.current, at)
    setItems((current) => without(current, document.id))
    const putBack = () => setItems((current) => withBack(current, document, at))
    const failed = await failureOf(go({ id: document.id }))
    if (failed !== null) {
      putBack()
      toast({ tone: 'danger', message: failed })
      return
    }
    const undo = async () => {
      putBack()
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-row="${document.id}"]`)?.focus())
      const stuck = await failureOf(back({ id: document.id }))
      if (stuck === null) return
      setItems((current) => without(current, document.id))
      toast({ tone: 'danger', message: stuck })
    }
    toast({ message: done, action: { label: messages.undo, onAction: () => void undo() } })
  }
  const trash = (document: DocumentSummary) =>
    move(document, {
      go: trashDocumentAction,
      back: restoreDocumentAction,
      done: messages.movedToTrash(document.title),
    })
  const restore = (document: DocumentSummary) =>
    move(document, { go: restoreDocumentAction, back: trashDocumentAction, done: messages.restored(document.title) })

  const showMore = async () => {
    if (next === null) return
    setLoading(true)
    const page = await moreDocumentsAction({ place, cursor: next }).catch(() => null)
    setLoading(false)
    if (!page?.ok) return void toast({ tone: 'danger', message: page?.message ?? messages.unreachable })
    setItems((current) => withPage(current, page.items))
    setNext(page.next)
  }

  if (items.length === 0 && next === null)
    return (
      <EmptyState
        title={messages.empty[place].title}
        picture={<EmptyPicture />}
        action={place === 'mine' ? <NewDocumentButton /> : null}
      >
        {messages.empty[place].text}
      </EmptyState>
    )
  return (
    <>
      <ListHead place={place} />
      <ul ref={list} aria-label={messages.places[place]} onKeyDown={walk}>
        {items.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            place={place}
            now={now}
            onRename={(...change) => void rename(...change)}
            onTrash={(moved) => void trash(moved)}
            onRestore={(moved) => void restore(moved)}
          />
        ))}
      </ul>
      <p className="sr-only" role="status">
        {messages.count(items.length)}
      </p>
      {next === null ? null : (
        <div className="flex justify-center py-4">
          <Button pending={loading} onClick={() => void showMore()}>
            {loading ? messages.loading : messages.showMore}
          </Button>
        </div>
      )}
    </>
  )
}

/** The names of the columns, where there are columns. Every cell says its own name to a screen reader. */
export function ListHead({ place }: { readonly place: Place }) {
  const { title, owner, role, people, edited, trashed } = messages.columns
  const names = { mine: [title, people, edited], shared: [title, owner, role, edited], trash: [title, trashed] }[place]
  return (
    <div
      aria-hidden
      className={clsx(
        'hidden h-8 items-center gap-x-4 border-line border-b pr-1 pl-3 text-text-faint text-xs lg:grid',
        columns[place],
      )}
    >
      {names.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  )
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = links.findIndex((link) => link.contains(document.activeElement))
  if (at === -1) return
  event.preventDefault()
  links[at + step]?.focus()
}

/** The row under the focus is about to go: the focus moves to its neighbour instead of falling to the page. */
function focusNear(list: HTMLUListElement | null, at: number): void {
  const rows = list ? [...list.children] : []
  if (!rows[at]?.contains(document.activeElement)) return
  const neighbour = rows[at + 1] ?? rows[at - 1]
  neighbour?.querySelector<HTMLElement>('[data-row], button')?.focus()
}

/** What to tell the person when it did not work, else null. */
async function failureOf(answer: Promise<Result>): Promise<string | null> {
  const result = await answer.catch(() => null)
  if (result === null) return messages.unreachable
  return result.ok ? null : result.message
}
