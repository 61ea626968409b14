'use client'
import { useEffect, useRef } from 'react'
import { paths } from '#lib/paths.ts'
import type { DocumentPage } from './document-summary.ts'
import type { ListedQuery } from './listed-query.ts'

/** How old a list may be while somebody looks at it. */
const freshMs = 5_000

/**
 * Asks for the first page of a list every few seconds while its tab shows, so that titles, tags and what others share are
 * those of now. The answer to an unchanged list is empty; `etag` is that of the page that was loaded with the list. Not while
 * `active` is false: then nothing moves under a hand.
 */
export function useFreshPage(
  { place, sort, tag }: ListedQuery,
  {
    etag,
    active,
    onPage,
  }: { readonly etag: string; readonly active: boolean; readonly onPage: (page: DocumentPage) => void },
): void {
  const known = useRef(etag)
  useEffect(() => {
    if (!active) return
    const leave = new AbortController()
    let asking = false
    const ask = async () => {
      if (asking || document.visibilityState === 'hidden') return
      asking = true
      try {
        const response = await fetch(paths.freshList({ place, sort, tag }), {
          headers: { 'if-none-match': known.current },
          cache: 'no-store',
          signal: leave.signal,
        })
        if (response.status === 200) {
          const page: DocumentPage = await response.json()
          onPage(page)
          known.current = response.headers.get('etag') ?? ''
        }
      } catch {
        // Without the server the list stays as it is; what one does in it says so.
      } finally {
        asking = false
      }
    }
    void ask()
    const timer = setInterval(() => void ask(), freshMs)
    const onShown = () => void ask()
    document.addEventListener('visibilitychange', onShown)
    return () => {
      leave.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onShown)
    }
  }, [place, sort, tag, active, onPage])
}
