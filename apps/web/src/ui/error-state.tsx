import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { messages } from './messages.ts'

/** What a list, panel or page says when it could not be shown: what happened, what to do, and a way to try again. */
export function ErrorState({
  title,
  heading: Heading = 'h2',
  children,
  onRetry,
  action,
}: {
  readonly title: string
  /** `h1` where it is all that a page says. */
  readonly heading?: 'h1' | 'h2'
  readonly children?: ReactNode
  readonly onRetry?: () => void
  readonly action?: ReactNode
}) {
  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center px-4 py-16 text-center sm:py-24">
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children ? <p className="mt-1 text-pretty text-text-muted">{children}</p> : null}
      <div className="mt-5 flex flex-wrap justify-center gap-2 empty:hidden">
        {onRetry ? (
          <Button tone="primary" onClick={onRetry}>
            {messages.tryAgain}
          </Button>
        ) : null}
        {action}
      </div>
    </div>
  )
}
