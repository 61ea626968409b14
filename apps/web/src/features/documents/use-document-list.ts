'use client'
import { useCallback, useState } from 'react'
import { toast } from '#ui/toast.tsx'
import {
  deleteDocumentsAction,
  moreDocumentsAction,
  renameDocumentAction,
  restoreDocumentsAction,
  starDocumentsAction,
  tagDocumentsAction,
  trashDocumentsAction,
} from './actions.ts'
import type { DocumentPage, DocumentSummary, FreshPage } from './document-summary.ts'
import { changed, changedEach, refreshed, withBack, without, withPage } from './list-state.ts'
import type { ListedQuery } from './listed-query.ts'
import { type ManyResult, portions, reasonOf } from './many.ts'
import { messages } from './messages.ts'
import { OwnChanges } from './own-changes.ts'

/** Told of documents that were taken away and are in the list again. */
type OnBack = (documents: readonly DocumentSummary[]) => void
type ManyAction = (input: { ids: readonly string[] }) => Promise<ManyResult>

/**
 * A list's documents and what is done with them: shown at once, and put back where the server says no. `start` is what
 * it begins with, of which `initial` is the first page.
 */
export function useDocumentList(query: ListedQuery, initial: FreshPage, start: DocumentPage) {
  const [list, setList] = useState(start)
  const [loading, setLoading] = useState<'no' | 'yes' | 'failed'>('no')
  const [changes] = useState(() => new OwnChanges())
  const { items, next } = list
  const setItems = (work: (items: DocumentPage['items']) => DocumentPage['items']) =>
    setList((current) => ({ ...current, items: work(current.items) }))

  /** What the server says now of the first page, and of documents that were asked about. */
  const refresh = useCallback(
    (page: FreshPage, asked: readonly string[]) => setList((current) => refreshed(current, page, asked)),
    [],
  )
  // The page of the list was loaded again.
  const [loaded, setLoaded] = useState(initial)
  if (loaded !== initial) {
    setLoaded(initial)
    refresh(initial, [])
  }

  /** Does something with documents, and gives back the ones that it did not work with. */
  const withAll = (action: ManyAction, ids: readonly string[]) => changes.during(() => askForAll(action, ids))

  /** Takes documents away, asks the server, and offers or does the way back. */
  const move = async (
    documents: readonly DocumentSummary[],
    { go, back, done, onBack }: { go: ManyAction; back: ManyAction | null; done: string; onBack: OnBack },
  ) => {
    const ids = new Set(documents.map(({ id }) => id))
    const places = items.flatMap((summary, at) => (ids.has(summary.id) ? [{ summary, at }] : []))
    setItems((current) => without(current, ids))
    const failed = await withAll(go, [...ids])
    setItems((current) =>
      withBack(
        current,
        places.filter(({ summary }) => failed.has(summary.id)),
      ),
    )
    const moved = places.filter(({ summary }) => !failed.has(summary.id))
    if (moved.length === 0) return
    const undo = async () => {
      if (back === null) return
      setItems((current) => withBack(current, moved))
      onBack(moved.map(({ summary }) => summary))
      const stuck = await withAll(
        back,
        moved.map(({ summary }) => summary.id),
      )
      setItems((current) => without(current, stuck))
    }
    toast({
      message: done,
      ...(back === null ? {} : { action: { label: messages.undo, onAction: () => void undo() } }),
    })
  }

  /** Changes documents here at once, and back where it failed. */
  const change = async (
    documents: readonly DocumentSummary[],
    part: (document: DocumentSummary) => Partial<DocumentSummary>,
    action: ManyAction,
  ) => {
    // Of what is there: a document may have been changed since it was given here.
    setItems((current) => changedEach(current, new Set(documents.map(({ id }) => id)), part))
    const failed = await withAll(
      action,
      documents.map(({ id }) => id),
    )
    setItems((current) =>
      documents.reduce(
        (list, document) => (failed.has(document.id) ? changed(list, document.id, document) : list),
        current,
      ),
    )
  }

  return {
    list,
    loading,

    async rename(document: DocumentSummary, title: string): Promise<void> {
      setItems((current) => changed(current, document.id, { title }))
      const result = await changes.during(() => renameDocumentAction({ id: document.id, title }).catch(() => null))
      if (result?.ok) return
      setItems((current) => changed(current, document.id, { title: document.title }))
      toast({ tone: 'danger', message: result?.message ?? messages.unreachable })
    },

    trash: (documents: readonly DocumentSummary[], onBack: OnBack) =>
      move(documents, {
        onBack,
        go: trashDocumentsAction,
        back: restoreDocumentsAction,
        done: messages.movedToTrash(titlesOf(documents)),
      }),

    restore: (documents: readonly DocumentSummary[], onBack: OnBack) =>
      move(documents, {
        onBack,
        go: restoreDocumentsAction,
        back: trashDocumentsAction,
        done: messages.restored(titlesOf(documents)),
      }),

    deleteForGood: (documents: readonly DocumentSummary[], onBack: OnBack) =>
      move(documents, { go: deleteDocumentsAction, back: null, done: messages.deleted(titlesOf(documents)), onBack }),

    star: (documents: readonly DocumentSummary[], starred: boolean) =>
      change(
        documents,
        () => ({ starred }),
        ({ ids }) => starDocumentsAction({ ids, starred }),
      ),

    tag: (documents: readonly DocumentSummary[], tag: string, tagged: boolean) =>
      change(
        documents,
        ({ tags }) => ({
          tags: tagged ? [...tags.filter((name) => name !== tag), tag] : tags.filter((name) => name !== tag),
        }),
        ({ ids }) => tagDocumentsAction({ ids, tag, tagged }),
      ),

    async showMore(): Promise<void> {
      if (next === null || loading === 'yes') return
      setLoading('yes')
      const page = await moreDocumentsAction({ ...query, cursor: next }).catch(() => null)
      setLoading(page?.ok ? 'no' : 'failed')
      if (!page?.ok) return void toast({ tone: 'danger', message: page?.message ?? messages.unreachable })
      setList((current) => ({ items: withPage(current.items, page.items), next: page.next }))
    },

    refresh,
    changes,
  }
}

/** What `useDocumentList` gives. */
export type DocumentListState = ReturnType<typeof useDocumentList>

/** Does it with all of them, tells what did not work, and gives back the ones that it did not work with. */
async function askForAll(action: ManyAction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const failed = new Set<string>()
  let message: string | null = null
  for (const portion of portions(ids)) {
    const result = await action({ ids: portion }).catch(() => null)
    for (const id of result?.ok ? result.failed : portion) failed.add(id)
    message ??= reasonOf(result)
  }
  if (failed.size > 0) toast({ tone: 'danger', message: message ?? messages.unreachable })
  return failed
}

/** What to call several documents: by the title of the only one, or by their number. */
function titlesOf(documents: readonly DocumentSummary[]): string {
  const [only] = documents
  return only && documents.length === 1 ? messages.quoted(only.title) : messages.count(documents.length)
}
