import type { DocumentPage, DocumentSummary, FreshPage } from './document-summary.ts'

type List = readonly DocumentSummary[]

/** The list with something else known of one document. */
export function changed(list: List, id: string, part: Partial<DocumentSummary>): List {
  return list.map((entry) => (entry.id === id ? { ...entry, ...part } : entry))
}

/** The list with something else known of some documents, each time from what is known of them by now. */
export function changedEach(
  list: List,
  ids: ReadonlySet<string>,
  part: (document: DocumentSummary) => Partial<DocumentSummary>,
): List {
  return list.map((entry) => (ids.has(entry.id) ? { ...entry, ...part(entry) } : entry))
}

/** The list without some documents. */
export function without(list: List, ids: ReadonlySet<string>): List {
  return list.filter((entry) => !ids.has(entry.id))
}

/** The list with documents back where they were, or as near as there is room. None twice. */
export function withBack(
  list: List,
  back: readonly { readonly summary: DocumentSummary; readonly at: number }[],
): List {
  return back
    .toSorted((a, b) => a.at - b.at)
    .reduce<List>(
      (current, { summary, at }) =>
        current.some((entry) => entry.id === summary.id) ? current : current.toSpliced(at, 0, summary),
      list,
    )
}

/** The list with another page at its end. A document that moved between the pages is shown once. */
export function withPage(list: List, page: List): List {
  const known = new Set(list.map((entry) => entry.id))
  return [...list, ...page.filter((entry) => !known.has(entry.id))]
}

/**
 * A list after it was asked for again: its first page is the new one, and of what lies behind that, the documents that were
 * `asked` about are what they are now, or gone. What is not on the first page any more stands behind it: others may have come
 * before it. A list all of whose first page is new may lack others behind it: it begins anew.
 */
export function refreshed(
  list: DocumentPage,
  { items, next, shown }: FreshPage,
  asked: readonly string[],
): DocumentPage {
  if (next === null) return { items, next }
  const last = items.at(-1)
  if (!list.items.some(({ id }) => id === last?.id)) return { items, next }
  const now = new Map([...items, ...shown].map((entry) => [entry.id, entry]))
  const gone = new Set(asked.filter((id) => !now.has(id)))
  const known = without(list.items, gone).map((entry) => now.get(entry.id) ?? entry)
  return { items: withPage(items, known), next: list.next }
}
