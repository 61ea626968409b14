'use client'
import { useSyncExternalStore } from 'react'

/**
 * Who has drawn a part of the page: the server, also while the browser takes over what came from it, or the browser by
 * itself. The `key` of what depends on what only the browser knows, such as the time zone: what the server has written there
 * would stay.
 */
export function useDrawnBy(): 'server' | 'browser' {
  return useSyncExternalStore(
    neverChanges,
    () => 'browser',
    () => 'server',
  )
}

const neverChanges = () => () => {}
