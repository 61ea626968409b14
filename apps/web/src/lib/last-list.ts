import { useSyncExternalStore } from 'react'
import { paths } from './paths.ts'

let lastPath: string = paths.documents

/** Remembers which list of documents this tab shows: what is opened from it leads back there. */
export function rememberListPath(path: string): void {
  lastPath = path
}

/** The list of documents that this tab showed last; a person's own ones when it showed none. */
export function useLastListPath(): string {
  return useSyncExternalStore(
    neverChanges,
    () => lastPath,
    () => paths.documents,
  )
}

/** No list is shown beside what leads back to it. */
const neverChanges = () => () => {}
