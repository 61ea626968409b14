'use client'
import { useEffect, useRef } from 'react'
import { paths } from '#lib/paths.ts'
import type { FreshPage } from './document-summary.ts'
import { type ListedQuery, mostAsked } from './listed-query.ts'
import type { OwnChanges } from './own-changes.ts'

/** How old a list may be while somebody looks at it. */
const freshMs = 5_000

/**
 * Asks for the first page of a list and for what of it `shows` every few seconds while its tab shows, so that titles, tags and
 * who is where are those of now, however far one has scrolled. The answer to an unchanged list is empty; `etag` is that of the
 * page that was loaded with the list. Not while `active` is false: then nothing moves under a hand.
 */
export function useFreshPage(
  { place, sort, tag }: ListedQuery,
  {
    etag,
    active,
    shows,
    changes,
    onPage,
  }: {
    readonly etag: string
    readonly active: boolean
    /** The ids of the documents that are on the screen. */
    readonly shows: () => readonly string[]
    readonly changes: OwnChanges
    readonly onPage: (page: FreshPage, asked: readonly string[]) => void
  },
): void {
  const known = useRef(etag)
  const latest = useRef(shows)
  useEffect(() => {
    latest.current = shows
  })
  useEffect(() => {
    if (!active) return
    const leave = new AbortController()
    let asking = false
    const ask = async () => {
      if (asking || document.visibilityState === 'hidden') return
      asking = true
      const isOfNow = changes.mark()
      const asked = latest.current().slice(0, mostAsked)
      try {
        const response = await fetch(paths.freshList({ place, sort, tag, asked: asked.join(' ') || undefined }), {
          headers: { 'if-none-match': known.current },
          cache: 'no-store',
          signal: leave.signal,
        })
        if (response.status === 200) {
          const page: FreshPage = await response.json()
          if (!isOfNow()) return
          onPage(page, asked)
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
  }, [place, sort, tag, active, changes, onPage])
}
