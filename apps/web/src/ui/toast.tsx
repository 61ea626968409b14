'use client'
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { onFirstPress } from '#lib/on-first-press.ts'
import { whenIdle } from '#lib/when-idle.ts'
import type { ShownToast, ToastOptions } from './shown-toast.ts'

/** More than this at once is noise: the oldest gives way. */
const maxShown = 3

/** What draws them. */
type ToastList = ComponentType<{ readonly toasts: readonly ShownToast[]; readonly onDismiss: (id: number) => void }>

let shown: readonly ShownToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Shows a toast and returns what takes it away again. */
export function toast(options: ToastOptions): () => void {
  lastId += 1
  const id = lastId
  publish([...shown, { ...options, id }].slice(-maxShown))
  return () => dismiss(id)
}

/** Where toasts appear: once, in the root layout. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribe, snapshot, serverSnapshot)
  const List = useToastList(toasts)
  return List ? <List toasts={toasts} onDismiss={dismiss} /> : null
}

/**
 * What draws the toasts, null until it is here. No page waits for it; the first press fetches it, behind its picture, so that it
 * is there before the first toast, which may well say that the network is gone. Where that failed, the next toast asks again.
 */
function useToastList(toasts: readonly ShownToast[]): ToastList | null {
  const [List, setList] = useState<ToastList | null>(null)
  useEffect(() => {
    if (List) return
    const load = () =>
      void import('./toast-list.tsx').then(
        (loaded) => setList(() => loaded.ToastList),
        (error: unknown) => console.error('toasts cannot be shown', error),
      )
    if (toasts.length > 0) return load()
    let stop = onFirstPress(() => {
      stop = whenIdle(load)
    })
    return () => stop()
  }, [List, toasts])
  return List
}

function dismiss(id: number): void {
  publish(shown.filter((entry) => entry.id !== id))
}

function publish(next: readonly ShownToast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const none: readonly ShownToast[] = []
const snapshot = () => shown
const serverSnapshot = () => none
