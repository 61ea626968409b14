'use client'
import { useEffect } from 'react'
import { onFirstPress } from '#lib/on-first-press.ts'
import { rememberPerson, type ThisPerson } from '#lib/this-person.ts'
import { preloadParts } from '#ui/lazy-part.tsx'

/** Files that never change under their names: the worker keeps no others. */
const assets = '/_next/static/'

/** Makes this page one that can be opened without a network: by this person, on this device. */
export function useOfflineShell({ id, name }: ThisPerson): void {
  useEffect(() => {
    rememberPerson({ id, name })
    const build = process.env.NEXT_PUBLIC_BUILD
    // Files of a development server change under their names.
    if (process.env.NODE_ENV !== 'production') return
    if (build === undefined || !('serviceWorker' in navigator)) return
    const worker = startWorker(build).catch((error: unknown) => {
      console.warn('no page for times without a network', error)
      return null
    })
    // Not only what is there when the worker is: what was asked for before, and comes behind it, it does not see either.
    const observer = new PerformanceObserver((list) => {
      const loaded = list.getEntries().map((entry) => new URL(entry.name))
      const own = loaded.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(assets))
      if (own.length > 0) void worker.then((active) => active?.postMessage(own.map(({ pathname }) => pathname)))
    })
    observer.observe({ type: 'resource', buffered: true })
    return () => observer.disconnect()
  }, [id, name])
  // What was never opened can be, too: it comes behind the first press, and before that nothing waits for it.
  useEffect(() => onFirstPress(preloadParts), [])
}

async function startWorker(build: string): Promise<ServiceWorker | null> {
  await navigator.serviceWorker.register(`/service-worker.js?v=${build}`)
  const { active } = await navigator.serviceWorker.ready
  return active
}
