'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { paths } from '#lib/paths.ts'
import { messages } from './messages.ts'

const places = [
  { path: paths.admin, label: messages.places.accounts },
  { path: paths.adminDocuments, label: messages.places.documents },
  { path: paths.adminAudit, label: messages.places.audit },
  { path: paths.adminLimits, label: messages.places.limits },
]

/** The places of the administration. */
export function AdminNav() {
  const pathname = usePathname()
  return (
    <nav aria-label={messages.title} className="mt-4 flex flex-wrap gap-1 border-line border-b pb-2">
      {places.map(({ path, label }) => (
        <Link
          key={path}
          href={path}
          aria-current={pathname === path ? 'page' : undefined}
          className={clsx(
            'inline-flex h-control items-center rounded-control px-3 text-sm',
            pathname === path ? 'bg-hover font-medium' : 'text-text-muted hover:bg-hover hover:text-text',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
