'use client'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { messages } from './messages.ts'

/** Something that happened where the eye is not. */
export type ToastOptions = {
  readonly message: string
  readonly tone?: 'neutral' | 'success' | 'danger'
  readonly action?: { readonly label: string; readonly onAction: () => void }
  /** How long it stays. Longer by itself when there is something to press. */
  readonly durationMs?: number
}

type Shown = ToastOptions & { readonly id: number }

/** More than this at once is noise: the oldest gives way. */
const maxShown = 3
const plainMs = 4_000
const actionMs = 8_000

let shown: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Shows a toast and returns what takes it away again. */
export function toast(options: ToastOptions): () => void {
  lastId += 1
  const id = lastId
  publish([...shown, { ...options, id }].slice(-maxShown))
  return () => dismiss(id)
}

/** Where toasts appear: once, in the root layout. They wait while the pointer or the focus is on them. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribe, snapshot, serverSnapshot)
  const [held, setHeld] = useState(false)
  // Where the focus was before it came here: it goes back when the toast under it goes away.
  const before = useRef<Element | null>(null)
  const leave = () => {
    setHeld(false)
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
  }
  return (
    <section
      aria-label={messages.notifications}
      aria-live="polite"
      data-toaster
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true)
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget
      }}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-3 bottom-10 z-(--z-toast) flex flex-col items-center gap-2 sm:inset-x-auto sm:right-4 sm:items-end"
    >
      {toasts.map((entry) => (
        <Toast key={entry.id} toast={entry} held={held} onLeave={leave} />
      ))}
    </section>
  )
}

function Toast({
  toast: { id, message, tone, action, durationMs },
  held,
  onLeave,
}: {
  readonly toast: Shown
  readonly held: boolean
  /** Before it goes by its own buttons. */
  readonly onLeave: () => void
}) {
  const lifeMs = durationMs ?? (action ? actionMs : plainMs)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), lifeMs)
    return () => clearTimeout(timer)
  }, [id, held, lifeMs])
  return (
    <div className="pointer-events-auto flex min-h-11 w-full max-w-96 animate-rise items-center gap-2 rounded-panel border border-line bg-raised py-1 pr-1.5 pl-3.5 text-sm shadow-float sm:w-auto">
      {tone === 'danger' ? <Icon shape={CircleAlert} className="shrink-0 text-danger" /> : null}
      {tone === 'success' ? <Icon shape={CircleCheck} className="shrink-0 text-success" /> : null}
      <p className={clsx('min-w-0 grow py-1.5 pr-2 wrap-anywhere', action ? 'line-clamp-2' : undefined)}>{message}</p>
      {action ? (
        <Button
          size="small"
          onClick={() => {
            onLeave()
            dismiss(id)
            action.onAction()
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton
        size="small"
        icon={X}
        label={messages.dismiss}
        onClick={() => {
          onLeave()
          dismiss(id)
        }}
      />
    </div>
  )
}

function dismiss(id: number): void {
  publish(shown.filter((entry) => entry.id !== id))
}

function publish(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const none: readonly Shown[] = []
const snapshot = () => shown
const serverSnapshot = () => none
