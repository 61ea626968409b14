'use client'
import { usePathname } from 'next/navigation'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { rememberListPath } from '#lib/last-list.ts'
import type { DocumentPage, FreshPage } from './document-summary.ts'
import { type LeftList, LeftLists } from './left-lists.ts'
import { focusSoon, indexOfFocus } from './list-focus.ts'
import { refreshed } from './list-state.ts'

// Of this tab. Nothing is left on the server, so that nobody there finds the list of somebody else.
const leftLists = new LeftLists()
// Also while no list is there to listen.
if (typeof window === 'object') window.addEventListener('popstate', () => leftLists.travel(window.location.pathname))

/** How a list was left that is coming, null when it begins anew; and what it starts with: as much as was loaded then. */
export function useLeftList(key: string, { initial, now }: { readonly initial: FreshPage; readonly now: number }) {
  const path = usePathname()
  const [kept] = useState(() => {
    const left = leftLists.comeBack(key, path)
    // The page that one goes back to may be older than its list.
    const start = left && now > left.now ? refreshed(left.list, initial, []) : (left?.list ?? initial)
    return { left, start }
  })
  return kept
}

/** Goes to where a list was left, and remembers where it is left now. */
export function useLeaving(
  key: string,
  left: LeftList | null,
  shown: { readonly list: DocumentPage; readonly now: number },
  element: RefObject<HTMLUListElement | null>,
): void {
  const path = usePathname()
  const latest = useRef(shown)
  useLayoutEffect(() => {
    latest.current = shown
  })
  useLayoutEffect(() => {
    leftLists.arrive(key)
    rememberListPath(path)
    return () => {
      const { items } = latest.current.list
      const focused = document.activeElement ? items[indexOfFocus(document.activeElement)]?.id : undefined
      leftLists.leave(key, { ...latest.current, scrollY: window.scrollY, focused: focused ?? null })
    }
  }, [key, path])
  useLayoutEffect(() => {
    if (!left) return
    // When this is drawn: after a link was followed the router puts the page at its top first.
    const frame = requestAnimationFrame(() => {
      window.scrollTo({ top: left.scrollY })
      const at = latest.current.list.items.findIndex(({ id }) => id === left.focused)
      if (at >= 0) focusSoon(element.current, at)
    })
    return () => cancelAnimationFrame(frame)
  }, [left, element])
}
