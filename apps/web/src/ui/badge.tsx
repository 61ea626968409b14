import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A word about the thing beside it. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: 'neutral' | 'accent' | 'warning'
  readonly children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center whitespace-nowrap rounded-sm px-1.5 text-xs',
        tone === 'neutral' && 'bg-hover text-text-muted',
        tone === 'accent' && 'bg-accent-soft text-accent',
        tone === 'warning' && 'bg-hover text-warning',
      )}
    >
      {children}
    </span>
  )
}
