import type { DocumentSummary } from './document-summary.ts'

type List = readonly DocumentSummary[]

/** The list with one title changed. */
export function renamed(list: List, id: string, title: string): List {
  return list.map((entry) => (entry.id === id ? { ...entry, title } : entry))
}

/** The list without one document. */
export function without(list: List, id: string): List {
  return list.filter((entry) => entry.id !== id)
}

/** The list with a document back where it was, or as near as there is room. Not twice. */
export function withBack(list: List, summary: DocumentSummary, at: number): List {
  return list.some((entry) => entry.id === summary.id) ? list : list.toSpliced(at, 0, summary)
}

/** The list with another page at its end. A document that moved between the pages is shown once. */
export function withPage(list: List, page: List): List {
  const known = new Set(list.map((entry) => entry.id))
  return [...list, ...page.filter((entry) => !known.has(entry.id))]
}
