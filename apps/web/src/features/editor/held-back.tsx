'use client'
import { useSyncExternalStore } from 'react'
import { Button } from '#ui/button.tsx'
import { messages } from './messages.ts'
import type { TextEditor } from './text-editor.ts'

/** Says that the text is not what others see, as long as what they write is held back, and ends that. */
export function HeldBack({ editor }: { readonly editor: TextEditor }) {
  const { subscribe, get } = editor.heldBack
  const waiting = useSyncExternalStore(subscribe, get, get)
  return (
    <>
      {waiting === null ? null : (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 max-sm:bottom-16 z-(--z-sticky) flex justify-center px-3">
          <div className="pointer-events-auto flex min-h-8 max-w-full animate-rise items-center gap-1 rounded-full border border-warning bg-raised pr-1 pl-3 text-sm shadow-float">
            <span className="min-w-0 truncate pr-1 tabular-nums">{messages.heldBack(waiting)}</span>
            <Button
              size="small"
              tone="quiet"
              className="shrink-0"
              onClick={() => {
                editor.holdBack(false)
                editor.focus()
              }}
            >
              {messages.showHeldBack}
            </Button>
          </div>
        </div>
      )}
      {/* Not each of their changes: who holds them back wants to read. */}
      <div role="status" className="sr-only">
        {waiting === null ? '' : messages.holdingBack}
      </div>
    </>
  )
}
