import type { DocumentPage, DocumentSummary } from './document-summary.ts'

type List = readonly DocumentSummary[]

/** The list with something else known of one document. */
export function changed(list: List, id: string, part: Partial<DocumentSummary>): List {
  return list.map((entry) => (entry.id === id ? { ...entry, ...part } : entry))
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

/** The list after its first page was loaded again: what lies behind that page stays as it was. */
export function withFirstPage(list: List, { items, next }: DocumentPage): List {
  return next === null ? items : withPage(items, list.slice(items.length))
}
