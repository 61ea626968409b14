import type { ReactNode } from 'react'

/** What a list or panel says when there is nothing in it: why, and what to do first. */
export function EmptyState({
  title,
  heading: Heading = 'h2',
  children,
  action,
  picture,
}: {
  readonly title: string
  /** `h1` where it is all that a page says. */
  readonly heading?: 'h1' | 'h2'
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly picture?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-4 py-16 text-center sm:py-24">
      {picture ? <div className="mb-5">{picture}</div> : null}
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children ? <p className="mt-1 text-pretty text-text-muted">{children}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
