'use client'
import { useRef } from 'react'
import { messages } from './messages.ts'

/** A title being changed in place: Enter or leaving keeps it, Esc does not. */
export function TitleEditor({
  title,
  onDone,
}: {
  readonly title: string
  /** The new title, or null for the old one. `left` when the focus is somewhere else already. */
  readonly onDone: (title: string | null, left: boolean) => void
}) {
  // Enter and Esc take the input away, and that blurs it: it answers only once.
  const answered = useRef(false)
  const answer = (typed: string | null, left: boolean) => {
    if (answered.current) return
    answered.current = true
    const next = typed?.trim()
    onDone(next && next !== title ? next : null, left)
  }
  return (
    <input
      // It appears because somebody asked for it.
      // biome-ignore lint/a11y/noAutofocus: see above
      autoFocus
      aria-label={messages.renameLabel(title)}
      defaultValue={title}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="done"
      onFocus={(event) => event.target.select()}
      onBlur={(event) => answer(event.target.value, true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') answer(event.currentTarget.value, false)
        if (event.key === 'Escape') answer(null, false)
      }}
      className="-mx-1.5 relative z-1 h-7 w-full min-w-0 max-w-md rounded-sm border border-line-strong bg-raised px-1.5 font-medium text-base focus-visible:-outline-offset-1 pointer-coarse:text-lg"
    />
  )
}
