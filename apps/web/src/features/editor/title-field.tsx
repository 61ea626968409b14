'use client'
import { useEffect, useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { toast } from '#ui/toast.tsx'
import { messages } from './messages.ts'

/** The title of the page, which those who may can change in place: Enter or leaving keeps it, Esc does not. */
export function TitleField({
  title,
  mayRename,
  onRename,
}: {
  readonly title: string
  readonly mayRename: boolean
  readonly onRename: (title: string) => Promise<Result>
}) {
  const [editing, setEditing] = useState(false)
  // Shown until the document itself has it.
  const [asked, setAsked] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const returnFocus = useRef(false)
  const shown = asked ?? title

  useEffect(() => {
    if (editing || !returnFocus.current) return
    returnFocus.current = false
    button.current?.focus()
  }, [editing])
  // Whatever title comes in is newer than what was asked for.
  useEffect(() => setAsked(null), [title])
  useEffect(() => {
    document.title = `${shown} · Tandem`
  }, [shown])

  const rename = async (next: string) => {
    setAsked(next)
    const result = await onRename(next).catch(() => null)
    if (result?.ok) return
    setAsked(null)
    toast({ message: result?.message ?? messages.renameFailed, tone: 'danger' })
  }
  const done = (typed: string | null, focus: boolean) => {
    returnFocus.current = focus
    setEditing(false)
    const next = typed?.trim()
    if (next && next !== shown) void rename(next)
  }

  if (editing) return <TitleInput title={shown} onDone={done} />
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

function TitleInput({
  title,
  onDone,
}: {
  readonly title: string
  readonly onDone: (typed: string | null, focus: boolean) => void
}) {
  // Enter and Esc take the input away, and that blurs it: it answers only once.
  const answered = useRef(false)
  const answer = (typed: string | null, focus: boolean) => {
    if (answered.current) return
    answered.current = true
    onDone(typed, focus)
  }
  return (
    <input
      // It appears because somebody asked for it.
      // biome-ignore lint/a11y/noAutofocus: see above
      autoFocus
      aria-label={messages.title}
      defaultValue={title}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="done"
      onFocus={(event) => event.target.select()}
      onBlur={(event) => answer(event.target.value, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') answer(event.currentTarget.value, true)
        if (event.key === 'Escape') answer(null, true)
      }}
      className="-mx-1.5 h-7 w-full min-w-0 max-w-md rounded-sm border border-line-strong bg-raised px-1.5 font-medium text-base focus-visible:-outline-offset-1 pointer-coarse:text-lg"
    />
  )
}
