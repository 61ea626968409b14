'use client'
import { useRef } from 'react'
import { messages } from './messages.ts'

/** Selects a document. With Shift, everything from the one that was selected before. */
export function SelectBox({
  title,
  selected,
  onSelect,
}: {
  readonly title: string
  readonly selected: boolean
  readonly onSelect: (range: boolean) => void
}) {
  const shift = useRef(false)
  return (
    // The label makes the target as large as a finger.
    <label className="relative z-1 -m-2 flex p-2 pointer-coarse:-m-3 pointer-coarse:p-3">
      <input
        type="checkbox"
        checked={selected}
        aria-label={messages.select(title)}
        onClick={(event) => {
          shift.current = event.shiftKey
        }}
        onChange={() => onSelect(shift.current)}
        className="size-4 accent-accent pointer-coarse:size-5"
      />
    </label>
  )
}
