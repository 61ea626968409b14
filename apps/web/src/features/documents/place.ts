import { paths } from '#lib/paths.ts'

/** The lists of the dashboard that have a page of their own; besides, there is one for each tag. */
export const places = ['mine', 'recent', 'shared', 'starred', 'trash'] as const

/** One of `places`. */
export type Place = (typeof places)[number]

/** Where each of them is. */
export const placePaths: Record<Place, string> = {
  mine: paths.documents,
  recent: paths.recent,
  shared: paths.shared,
  starred: paths.starred,
  trash: paths.trash,
}

/** What a list holds: a place, or everything with one tag. */
export type Listed = { readonly place: Place } | { readonly place: 'all'; readonly tag: string }
