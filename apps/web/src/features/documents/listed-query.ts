import type { Listed } from './place.ts'

/** What a list can be sorted by. */
export const sorts = ['edited', 'opened', 'created', 'title'] as const

/** How a list can be laid out: lines, or cards with the first lines of each document. */
export const layouts = ['list', 'grid'] as const

/** Documents that one request asks about besides the first page: more than a screen shows of them. */
export const mostAsked = 100

/** How a list is looked at. */
export type View = { readonly sort: (typeof sorts)[number]; readonly layout: (typeof layouts)[number] }

/** What a list is asked for with: which documents, in which order. */
export type ListedQuery = {
  readonly place: Listed['place']
  readonly sort: View['sort']
  readonly tag?: string | undefined
}
