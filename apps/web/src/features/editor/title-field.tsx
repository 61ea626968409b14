'use client'
import { useEffect, useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { InPlaceInput } from '#ui/in-place-input.tsx'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/** The title of the page, which those who may can change in place: Enter or leaving keeps it, Esc does not. */
export function TitleField({
  title,
  mayRename,
  asked,
  onAnswered,
  onRename,
}: {
  readonly title: string
  readonly mayRename: boolean
  /** It is to be changed, though nobody pressed it. */
  readonly asked: boolean
  /** What was asked for is done; `left` when the focus is somewhere else already. */
  readonly onAnswered: (left: boolean) => void
  readonly onRename: (title: string) => Promise<Result>
}) {
  const [editing, setEditing] = useState(false)
  // Shown until the document itself has it.
  const [wanted, setWanted] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const returnFocus = useRef(false)
  const shown = wanted ?? title

  useEffect(() => {
    if (editing || !returnFocus.current) return
    returnFocus.current = false
    button.current?.focus()
  }, [editing])
  // Whatever title comes in is newer than what was asked for.
  useEffect(() => setWanted(null), [title])
  useEffect(() => {
    document.title = `${shown} · Tandem`
  }, [shown])

  const rename = async (next: string) => {
    setWanted(next)
    const result = await onRename(next).catch(() => null)
    if (result?.ok) return
    setWanted(null)
    toast({ message: result?.message ?? messages.renameFailed, tone: 'danger' })
  }
  const done = (next: string | null, left: boolean) => {
    if (next !== null) void rename(next)
    if (asked) return onAnswered(left)
    returnFocus.current = !left
    setEditing(false)
  }

  if (mayRename && (asked || editing)) return <InPlaceInput label={messages.title} value={shown} onDone={done} />
  return (
    <h1 className="-mx-1.5 min-w-0 max-w-full font-medium text-base tracking-normal">
      {mayRename ? (
        <button
          ref={button}
          type="button"
          aria-label={`${messages.rename}: ${shown}`}
          title={shown}
          onClick={() => setEditing(true)}
          className="block h-7 max-w-full cursor-text truncate rounded-sm px-1.5 text-left hover:bg-hover"
        >
          {shown}
        </button>
      ) : (
        <span title={shown} className="block h-7 truncate px-1.5 leading-7">
          {shown}
        </span>
      )}
    </h1>
  )
}
