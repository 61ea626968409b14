'use client'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast as Primitive } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { messages } from './messages.ts'
import type { ShownToast } from './shown-toast.ts'

const plainMs = 4_000
const actionMs = 8_000

// The key that leads to the toasts, when there are any: an empty list must not take the focus.
const hotkey = ['F8']
const noHotkey: string[] = []

/**
 * The toasts on show. They are announced, wait while the pointer or the focus is on them, and can be swiped away; F8 leads
 * to them, and the focus goes back to where it was when the last one is gone.
 */
export function ToastList({
  toasts,
  onDismiss,
}: {
  readonly toasts: readonly ShownToast[]
  readonly onDismiss: (id: number) => void
}) {
  const list = useRef<HTMLOListElement>(null)
  const before = useRef<Element | null>(null)
  const none = toasts.length === 0
  useEffect(() => {
    if (!none || !list.current?.contains(document.activeElement)) return
    if (before.current instanceof HTMLElement) before.current.focus()
  }, [none])
  return (
    <Primitive.Provider label={messages.notification} swipeDirection="right">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onDismiss={() => onDismiss(toast.id)} />
      ))}
      <Primitive.Viewport
        ref={list}
        label={messages.notifications}
        hotkey={none ? noHotkey : hotkey}
        onFocus={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget
        }}
        className="pointer-events-none fixed inset-x-3 bottom-10 in-[:root:has([role=dialog]_footer)]:max-sm:bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-(--z-toast) flex flex-col items-center gap-2 rounded-panel focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-2 sm:inset-x-auto sm:right-4 sm:items-end"
      />
    </Primitive.Provider>
  )
}

function Toast({
  toast: { message, tone, action, durationMs },
  onDismiss,
}: {
  readonly toast: ShownToast
  readonly onDismiss: () => void
}) {
  return (
    <Primitive.Root
      // Only what went wrong interrupts a screen reader.
      type={tone === 'danger' ? 'foreground' : 'background'}
      duration={durationMs ?? (action ? actionMs : plainMs)}
      onOpenChange={(open) => open || onDismiss()}
      className={clsx(
        'pointer-events-auto flex min-h-11 w-full max-w-96 animate-rise items-center gap-2 max-sm:flex-wrap max-sm:justify-end rounded-panel border border-line bg-raised py-1 pr-1.5 pl-3.5 text-sm shadow-float sm:w-auto',
        'data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x) data-[swipe=cancel]:transition-[translate]',
      )}
    >
      {tone === 'danger' ? <Icon shape={CircleAlert} className="shrink-0 text-danger" /> : null}
      {tone === 'success' ? <Icon shape={CircleCheck} className="shrink-0 text-success" /> : null}
      <Primitive.Description asChild>
        <p className="my-1.5 mr-2 line-clamp-4 min-w-0 grow wrap-anywhere max-sm:basis-40">{message}</p>
      </Primitive.Description>
      {action ? (
        <Primitive.Action asChild altText={messages.pressToReach(action.label, hotkey.join('+'))}>
          {/* Where the words need the room, it is below them. */}
          <Button size="small" className="max-sm:order-last max-sm:mr-1 max-sm:mb-1" onClick={action.onAction}>
            {action.label}
          </Button>
        </Primitive.Action>
      ) : null}
      <Primitive.Close asChild>
        <IconButton size="small" icon={X} label={messages.dismiss} />
      </Primitive.Close>
    </Primitive.Root>
  )
}
