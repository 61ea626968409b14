'use client'
import { useEffect } from 'react'
import { rememberPerson, type ThisPerson } from '#lib/this-person.ts'

/** Makes this page one that can be opened without a network: by this person, on this device. */
export function useOfflineShell({ id, name }: ThisPerson): void {
  useEffect(() => {
    rememberPerson({ id, name })
    const build = process.env.NEXT_PUBLIC_BUILD
    // Files of a development server change under their names.
    if (process.env.NODE_ENV !== 'production') return
    if (build === undefined || !('serviceWorker' in navigator)) return
    keepShell(build).catch((error: unknown) => console.warn('no page for times without a network', error))
  }, [id, name])
}

async function keepShell(build: string): Promise<void> {
  await navigator.serviceWorker.register(`/service-worker.js?v=${build}`)
  const { active } = await navigator.serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const assets = loaded.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname)
  active?.postMessage(assets)
}
