import { paths } from '#lib/paths.ts'

/** The lists of the dashboard. */
export const places = ['mine', 'shared', 'trash'] as const

/** One of `places`. */
export type Place = (typeof places)[number]

/** Where each of them is. */
export const placePaths: Record<Place, string> = { mine: paths.documents, shared: paths.shared, trash: paths.trash }
