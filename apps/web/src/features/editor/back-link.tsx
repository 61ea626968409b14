'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useLastListPath } from '#lib/last-list.ts'
import { Icon } from '#ui/icon.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { messages } from './messages.ts'

/** The way back to the list that one came from. */
export function BackLink() {
  return (
    <Tooltip content={messages.back}>
      <Link
        href={useLastListPath()}
        // Whoever writes need not fetch the dashboard; most have it from where they came.
        prefetch={false}
        aria-label={messages.back}
        className="flex size-control shrink-0 items-center justify-center rounded-control text-text-muted hover:bg-hover hover:text-text"
      >
        <Icon shape={ArrowLeft} />
      </Link>
    </Tooltip>
  )
}
