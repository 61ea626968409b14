'use client'
import { useCallback, useState } from 'react'
import type { Result } from '#lib/result.ts'
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
import type { DocumentPage, DocumentSummary } from './document-summary.ts'
import { changed, withBack, withFirstPage, without, withPage } from './list-state.ts'
import type { ListedQuery } from './listed-query.ts'
import { portions } from './many.ts'
import { messages } from './messages.ts'

type Many = Result<{ readonly failed: readonly string[]; readonly reason: string | null }>
type ManyAction = (input: { ids: readonly string[] }) => Promise<Many>

/** A list's documents and what is done with them: shown at once, and put back where the server says no. */
export function useDocumentList(query: ListedQuery, initial: DocumentPage) {
  const [items, setItems] = useState(initial.items)
  const [next, setNext] = useState(initial.next)
  const [loading, setLoading] = useState<'no' | 'yes' | 'failed'>('no')

  /** What the first page says now. */
  const refresh = useCallback((page: DocumentPage) => {
    setItems((current) => withFirstPage(current, page))
    if (page.next === null) setNext(null)
  }, [])
  // The page of the list was loaded again.
  const [loaded, setLoaded] = useState(initial)
  if (loaded !== initial) {
    setLoaded(initial)
    refresh(initial)
  }

  /** Takes documents away, asks the server, and offers or does the way back. */
  const move = async (
    documents: readonly DocumentSummary[],
    { go, back, done }: { go: ManyAction; back: ManyAction | null; done: string },
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
    setItems((current) => documents.reduce((list, document) => changed(list, document.id, part(document)), current))
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
    items,
    loading,
    isComplete: next === null,

    async rename(document: DocumentSummary, title: string): Promise<void> {
      setItems((current) => changed(current, document.id, { title }))
      const result = await renameDocumentAction({ id: document.id, title }).catch(() => null)
      if (result?.ok) return
      setItems((current) => changed(current, document.id, { title: document.title }))
      toast({ tone: 'danger', message: result?.message ?? messages.unreachable })
    },

    trash: (documents: readonly DocumentSummary[]) =>
      move(documents, {
        go: trashDocumentsAction,
        back: restoreDocumentsAction,
        done: messages.movedToTrash(titlesOf(documents)),
      }),

    restore: (documents: readonly DocumentSummary[]) =>
      move(documents, {
        go: restoreDocumentsAction,
        back: trashDocumentsAction,
        done: messages.restored(titlesOf(documents)),
      }),

    deleteForGood: (documents: readonly DocumentSummary[]) =>
      move(documents, { go: deleteDocumentsAction, back: null, done: messages.deleted(titlesOf(documents)) }),

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
      setItems((current) => withPage(current, page.items))
      setNext(page.next)
    },

    refresh,
  }
}

/** What `useDocumentList` gives. */
export type DocumentListState = ReturnType<typeof useDocumentList>

/** Does it with all of them, tells what did not work, and gives back the ones that it did not work with. */
async function withAll(action: ManyAction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const failed = new Set<string>()
  let message: string | null = null
  for (const portion of portions(ids)) {
    const result = await action({ ids: portion }).catch(() => null)
    for (const id of result?.ok ? result.failed : portion) failed.add(id)
    message ??= result === null ? messages.unreachable : result.ok ? result.reason : result.message
  }
  if (failed.size > 0) toast({ tone: 'danger', message: message ?? messages.unreachable })
  return failed
}

/** What to call several documents: by the title of the only one, or by their number. */
function titlesOf(documents: readonly DocumentSummary[]): string {
  const [only] = documents
  return only && documents.length === 1 ? messages.quoted(only.title) : messages.count(documents.length)
}
