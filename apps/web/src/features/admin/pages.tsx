import Link from 'next/link'
import { buttonClass } from '#ui/button.tsx'
import { messages } from './messages.ts'

/** The ways from one page of a list to the next, and back to the first. */
export function Pages({
  path,
  query,
  next,
  isFirst,
}: {
  readonly path: string
  readonly query: string
  /** Where the next page begins; null on the last. */
  readonly next: string | null
  readonly isFirst: boolean
}) {
  const address = (from: string | null) => {
    const parameters = new URLSearchParams({ ...(query ? { q: query } : {}), ...(from ? { from } : {}) })
    return parameters.size > 0 ? `${path}?${parameters}` : path
  }
  if (isFirst && next === null) return null
  return (
    <div className="mt-4 flex gap-2">
      {isFirst ? null : (
        <Link href={address(null)} className={buttonClass()}>
          {messages.first}
        </Link>
      )}
      {next === null ? null : (
        <Link href={address(next)} className={buttonClass()}>
          {messages.next}
        </Link>
      )}
    </div>
  )
}
