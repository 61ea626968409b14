'use client'
import { useSyncExternalStore } from 'react'

/** What the link holds that led to this page; null until the page is there: it is never told to the server by itself. */
export function useLinkToken(): string | null {
  return useSyncExternalStore(subscribe, () => location.hash.slice(1), nothing)
}

const nothing = () => null

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
