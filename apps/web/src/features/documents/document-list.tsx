'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { lazyPart } from '#ui/lazy-part.tsx'
import { DocumentCard } from './document-card.tsx'
import { DocumentItems } from './document-items.tsx'
import type { DocumentActions } from './document-menu.ts'
import { DocumentRow } from './document-row.tsx'
import type { DocumentSummary, FreshPage } from './document-summary.ts'
import { EmptyPicture } from './empty-picture.tsx'
import { exportDocuments } from './export-documents.ts'
import { columnsOf, focusOn, focusSoon, indexesShown } from './list-focus.ts'
import { ListHead } from './list-head.tsx'
import { listKey } from './list-keys.ts'
import type { ListedQuery, View } from './listed-query.ts'
import { messages } from './messages.ts'
import { NewDocumentButton } from './new-document-button.tsx'
import type { Listed } from './place.ts'
import { allToggled, extended, kept, noSelection, toggled } from './selection.ts'
import { type DocumentListState, useDocumentList } from './use-document-list.ts'
import { useFreshPage } from './use-fresh-page.ts'
import { useLeaving, useLeftList } from './use-left-list.ts'
import { ViewControls } from './view-controls.tsx'

const SelectionBar = lazyPart(() => import('./selection-bar.tsx'))
const TagsDialog = lazyPart(() => import('./tags-dialog.tsx'))
const DeleteDialog = lazyPart(() => import('./delete-dialog.tsx'))
const ShareManyDialog = lazyPart(() => import('./share-many-dialog.tsx'))

/** What is asked about some documents, in front of the list. */
type Asked = { readonly what: 'tags' | 'delete' | 'share'; readonly documents: readonly DocumentSummary[] }

/**
 * A list of documents: what can be undone is shown at once and put back when the server says no. Arrow keys walk it, Space
 * selects, F2 renames, Delete moves to the trash.
 */
export function DocumentList({
  name,
  listed,
  initial,
  etag,
  view: remembered,
  now,
}: {
  /** Whose list it is, and of what. */
  readonly name: string
  readonly listed: Listed
  readonly initial: FreshPage
  /** Of `initial`. */
  readonly etag: string
  readonly view: View
  /** The server's clock at the time of `initial`. */
  readonly now: number
}) {
  const router = useRouter()
  const [layout, setLayout] = useState(remembered.layout)
  const view = { ...remembered, layout }
  const { place } = listed
  const query: ListedQuery = { sort: view.sort, ...listed }
  const { left, start } = useLeftList(name, { initial, now })
  const state = useDocumentList(query, initial, start)
  const { items, next } = state.list
  const [selection, setSelection] = useState(noSelection)
  const [asked, setAsked] = useState<Asked | null>(null)
  const list = useRef<HTMLUListElement>(null)
  useLeaving(name, left, { list: state.list, now }, list)
  useFreshPage(query, {
    // Of what was left nobody knows whether it is still so.
    etag: left ? '' : etag,
    active: asked === null,
    shows: () => indexesShown(list.current).flatMap((at) => items[at]?.id ?? []),
    changes: state.changes,
    onPage: state.refresh,
  })

  const order = items.map(({ id }) => id)
  const selected = items.filter(({ id }) => selection.ids.has(id))
  const { showMore, loading } = state
  const isComplete = next === null
  const onEnd = useCallback(() => {
    if (!isComplete && loading === 'no') void showMore()
  }, [showMore, isComplete, loading])

  const clear = () => setSelection(noSelection)
  const askNothing = () => setAsked(null)

  /** Takes documents away; the focus moves to a neighbour instead of falling to the page. */
  const take = (documents: readonly DocumentSummary[], away: DocumentListState['trash']) => {
    const going = new Set(documents.map(({ id }) => id))
    const at = items.findIndex(({ id }) => going.has(id))
    const neighbour = items.slice(at).find(({ id }) => !going.has(id)) ?? items.slice(0, at).at(-1)
    setSelection((current) =>
      kept(
        current,
        order.filter((id) => !going.has(id)),
      ),
    )
    // Who undoes it goes on where they were, and not at the message that is gone with that.
    void away(documents, ([first]) => {
      if (first) requestAnimationFrame(() => focusOn(list.current, -1, first.id))
    })
    if (neighbour) requestAnimationFrame(() => focusOn(list.current, order.indexOf(neighbour.id), neighbour.id))
  }
  const actions: DocumentActions = {
    onOpen: ({ id }) => router.push(paths.document(id)),
    onRename: (document, title) => void state.rename(document, title),
    onStar: (document) => void state.star([document], !document.starred),
    onTag: (document) => setAsked({ what: 'tags', documents: [document] }),
    onExport: (document) => exportDocuments([document.id]),
    onTrash: (document) => take([document], state.trash),
    onRestore: (document) => take([document], state.restore),
    onDelete: (document) => setAsked({ what: 'delete', documents: [document] }),
    onSelect: (document, range) =>
      setSelection((current) => (range ? extended(current, order, document.id) : toggled(current, document.id))),
  }

  // Where the focus is going: a list that is long has to draw it first, and keys that follow mean what they go to.
  const going = useRef<number | null>(null)
  const goTo = (at: number) => {
    if (!items[at]) return
    going.current = at
    focusSoon(list.current, at, () => {
      if (going.current === at) going.current = null
    })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const item = event.target instanceof HTMLElement ? event.target.closest('li[data-index]') : null
    // Fields and buttons have keys of their own.
    if (!item || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row], [type=checkbox]')) return
    const at = going.current ?? Number(item.getAttribute('data-index'))
    const document = items[at]
    const pressed = listKey(event, columnsOf(list.current))
    if (!document || !pressed) return
    if (pressed.kind === 'select' && event.target.matches('[type=checkbox]')) return
    event.preventDefault()
    switch (pressed.kind) {
      case 'go':
        return goTo(at + pressed.by)
      case 'go to':
        window.scrollTo({ top: pressed.end === 'first' ? 0 : window.document.body.scrollHeight })
        return goTo(pressed.end === 'first' ? 0 : items.length - 1)
      case 'select':
        return actions.onSelect(document, pressed.range)
      case 'select all':
        return setSelection((current) => allToggled(current, order))
      case 'select none':
        return clear()
      case 'remove': {
        const meant = selection.ids.has(document.id) ? selected : [document]
        if (place === 'trash') return setAsked({ what: 'delete', documents: meant })
        const mine = meant.filter(({ mayTrash }) => mayTrash)
        return mine.length > 0 ? take(mine, state.trash) : undefined
      }
    }
  }

  if (items.length === 0 && isComplete)
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
      <ViewControls
        view={view}
        sortable={place !== 'recent'}
        onSort={() => router.refresh()}
        onLayout={setLayout}
        selected={selected.length}
        all={selected.length === items.length}
        onSelectAll={() => setSelection((current) => allToggled(current, order))}
      />
      {layout === 'list' ? <ListHead place={place} view={view} /> : null}
      <DocumentItems
        label={messages.listed(listed)}
        items={items}
        layout={layout}
        long={initial.next !== null}
        list={list}
        onKeyDown={onKeyDown}
        onEnd={onEnd}
      >
        {(document) => {
          const Shown = layout === 'grid' ? DocumentCard : DocumentRow
          return <Shown {...{ document, place, view, now, actions }} selected={selection.ids.has(document.id)} />
        }}
      </DocumentItems>
      {loading === 'failed' ? (
        <div className="flex justify-center py-4">
          <Button onClick={() => void showMore()}>{messages.showMore}</Button>
        </div>
      ) : null}
      <p className="sr-only" role="status">
        {selected.length > 0 ? messages.selected(selected.length) : messages.count(items.length)}
      </p>
      {selected.length > 0 ? (
        <SelectionBar
          place={place}
          documents={selected}
          onStar={(starred) => void state.star(selected, starred)}
          onTag={() => setAsked({ what: 'tags', documents: selected })}
          onShare={(documents) => setAsked({ what: 'share', documents })}
          onExport={() => exportDocuments(selected.map(({ id }) => id))}
          onTrash={(documents) => take(documents, state.trash)}
          onRestore={() => take(selected, state.restore)}
          onDelete={() => setAsked({ what: 'delete', documents: selected })}
          onClear={clear}
          onMissing={clear}
        />
      ) : null}
      {asked?.what === 'tags' ? (
        <TagsDialog
          documents={items.filter(({ id }) => asked.documents.some((document) => document.id === id))}
          onTag={(tag, tagged) => void state.tag(asked.documents, tag, tagged)}
          onClose={() => {
            setAsked(null)
            // The places list tags, too.
            router.refresh()
          }}
          onMissing={askNothing}
        />
      ) : null}
      {asked?.what === 'delete' ? (
        <DeleteDialog
          documents={asked.documents}
          onDelete={() => take(asked.documents, state.deleteForGood)}
          onClose={askNothing}
          onMissing={askNothing}
        />
      ) : null}
      {asked?.what === 'share' ? (
        <ShareManyDialog documents={asked.documents} onClose={askNothing} onMissing={askNothing} />
      ) : null}
    </>
  )
}
