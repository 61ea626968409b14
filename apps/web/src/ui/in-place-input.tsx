'use client'
import { useRef } from 'react'

/** A line of text being changed where it stands: Enter or leaving keeps it, Esc does not. */
export function InPlaceInput({
  label,
  value,
  onDone,
}: {
  readonly label: string
  readonly value: string
  /** The new text, or null for the old one. `left` when the focus is somewhere else already. */
  readonly onDone: (next: string | null, left: boolean) => void
}) {
  // Enter and Esc take the input away, and that blurs it: it answers only once.
  const answered = useRef(false)
  const answer = (typed: string | null, left: boolean) => {
    if (answered.current) return
    answered.current = true
    const next = typed?.trim()
    onDone(next && next !== value ? next : null, left)
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked for it, or made what has no name yet
      autoFocus
      aria-label={label}
      defaultValue={value}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="done"
      onFocus={(event) => event.target.select()}
      onBlur={(event) => answer(event.target.value, true)}
      onKeyDown={(event) => {
        // The list around it has keys of its own.
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        // The focus goes elsewhere now, where Enter would begin a line.
        event.preventDefault()
        answer(event.key === 'Enter' ? event.currentTarget.value : null, false)
      }}
      className="relative z-1 -mx-1.5 h-7 w-full min-w-0 max-w-md rounded-sm border border-line-strong bg-raised px-1.5 font-medium text-base focus-visible:-outline-offset-1 pointer-coarse:text-lg"
    />
  )
}
