import { type ReactNode, useId } from 'react'

/** A list of people who have no access, under a heading; nothing where there is nobody. */
export function WaitingSection({
  title,
  isEmpty,
  problem,
  news = '',
  children,
}: {
  readonly title: string
  readonly isEmpty: boolean
  /** Why the last thing that was tried did not work. */
  readonly problem: string | undefined
  /** What came of it. */
  readonly news?: string
  readonly children: ReactNode
}) {
  const id = useId()
  if (isEmpty) return null
  return (
    <section aria-labelledby={id} className="mt-5">
      <h3 id={id} className="mb-1 font-medium text-sm">
        {title}
      </h3>
      <ul>{children}</ul>
      <p role="status" className="text-sm text-success empty:hidden">
        {news}
      </p>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
    </section>
  )
}
