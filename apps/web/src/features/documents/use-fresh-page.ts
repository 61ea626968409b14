'use client'
import { useEffect } from 'react'
import { paths } from '#lib/paths.ts'
import type { DocumentPage } from './document-summary.ts'
import type { ListedQuery } from './listed-query.ts'

/** How old a list may be while somebody looks at it. */
const freshMs = 5_000

/**
 * Asks for the first page of a list every few seconds while its tab shows, so that titles, tags and what others share are
 * those of now. The answer to an unchanged list is empty. Not while `active` is false: then nothing moves under a hand.
 */
export function useFreshPage(
  { place, sort, tag }: ListedQuery,
  active: boolean,
  onPage: (page: DocumentPage) => void,
): void {
  useEffect(() => {
    if (!active) return
    const leave = new AbortController()
    let known: string | null = null
    let asking = false
    const ask = async () => {
      if (asking || document.visibilityState === 'hidden') return
      asking = true
      try {
        const response = await fetch(paths.freshList({ place, sort, tag }), {
          headers: known === null ? {} : { 'if-none-match': known },
          cache: 'no-store',
          signal: leave.signal,
        })
        if (response.status === 200) {
          const page: DocumentPage = await response.json()
          // The first answer only says what the list is: it has just been loaded.
          if (known !== null) onPage(page)
          known = response.headers.get('etag')
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
