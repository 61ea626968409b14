import Link from 'next/link'
import { buttonClass } from '#ui/button.tsx'
import { messages } from './messages.ts'

/** What a page says whose link leads nowhere, and where to go on. */
export function DeadLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <div role="alert">
      <p className="mb-6 text-pretty text-text-muted">{messages.deadLink}</p>
      <Link href={href} className={buttonClass({ tone: 'primary' })}>
        {label}
      </Link>
    </div>
  )
}
