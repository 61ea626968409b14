import type { DocumentSummary } from './document-summary.ts'
import type { View } from './listed-query.ts'
import type { Listed } from './place.ts'

/** The time that a list shows of its documents: the one that it is sorted by. */
export function timeShown(
  document: DocumentSummary,
  place: Listed['place'],
  sort: View['sort'],
): { readonly column: TimeColumn; readonly at: number } {
  const column = timeColumn(place, sort)
  const { createdAt, editedAt, openedAt, trashedAt } = document
  const at = { created: createdAt, edited: editedAt, opened: openedAt, trashed: trashedAt }[column]
  return at === null ? { column: 'edited', at: editedAt } : { column, at }
}

/** The column that it stands in. */
export function timeColumn(place: Listed['place'], sort: View['sort']): TimeColumn {
  if (place === 'trash') return 'trashed'
  return sort === 'title' ? 'edited' : sort
}

type TimeColumn = 'created' | 'edited' | 'opened' | 'trashed'
